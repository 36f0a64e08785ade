import './dialog.css';
import { Dialog as Base } from '@base-ui/react/dialog';
import { Button } from './button.tsx';
import type { DialogProps, SheetProps } from './dialog.tsx';
import { uiWords } from '../../shared/words/areas/ui.ts';

export function OpenDialog(props: DialogProps) {
  const { title, text, isOpen, confirmLabel, isDanger, canConfirm = true } = props;
  return (
    <Base.Root open={isOpen} onOpenChange={(isNowOpen) => !isNowOpen && props.onClose()}>
      <Base.Portal>
        <Base.Backdrop className="scrim" />
        <Base.Popup className="dialog">
          <form
            className="dialog-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (canConfirm) props.onConfirm();
            }}
          >
            <Base.Title className="dialog-title">{title}</Base.Title>
            {text ? <Base.Description className="dialog-text">{text}</Base.Description> : null}
            {props.children}
            <div className="dialog-buttons">
              <Base.Close render={<Button>{uiWords('cancel')}</Button>} />
              <Button type="submit" look={isDanger ? 'danger' : 'primary'} disabled={!canConfirm}>
                {confirmLabel}
              </Button>
            </div>
          </form>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export function OpenSheet({ label, isOpen, onClose, children }: SheetProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(isNowOpen) => !isNowOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="scrim" />
        <Base.Popup className="sheet" aria-label={label}>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
