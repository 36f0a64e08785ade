import './dialog.css';
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

interface SheetProps {
  label: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A panel that comes in from the side and covers the rest. */
export function Sheet({ label, isOpen, onClose, children }: SheetProps) {
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
