import './dialog.css';
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { useDismissal } from './open-dialogs.ts';
import { uiWords } from '../../shared/words/areas/ui.ts';

interface DialogProps {
  title: string;
  text?: string;
  isOpen: boolean;
  confirmLabel: string;
  isDanger?: boolean;
  canConfirm?: boolean;
  children?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}

/** A question with one way forward and one back. Enter in a field confirms. */
export function Dialog(props: DialogProps) {
  const { title, text, isOpen, confirmLabel, isDanger, canConfirm = true } = props;
  useDismissal(isOpen, props.onClose);
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

interface SheetProps {
  label: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A panel that comes in from the side and covers the rest. */
export function Sheet({ label, isOpen, onClose, children }: SheetProps) {
  useDismissal(isOpen, onClose);
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
