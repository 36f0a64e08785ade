import './help.css';
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Overlay } from '../../../shared/ipc/announcements.ts';
import { helpWords } from '../../../shared/words/areas/help.ts';
import { closeOverlay, useOverlay } from '../../store/overlay-store.ts';
import { Button } from '../../ui/button.tsx';

interface HelpSheetProps {
  overlay: Overlay;
  title: string;
  children: ReactNode;
}

/** What opens above the page to be read and closed. */
export function HelpSheet({ overlay, title, children }: HelpSheetProps) {
  const isOpen = useOverlay(({ open }) => open === overlay);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(isNowOpen) => !isNowOpen && closeOverlay()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="dialog help-sheet" data-sheet={overlay}>
          <div className="help-head">
            <Dialog.Title className="dialog-title">{title}</Dialog.Title>
            <Dialog.Close
              render={
                <Button look="quiet" shape="icon" aria-label={helpWords('close')}>
                  <X size={16} />
                </Button>
              }
            />
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
