import { type ReactNode, useState } from 'react';
import { laterPart } from './later-part.tsx';
import { useDismissal } from './open-dialogs.ts';

export interface DialogProps {
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

const OpenDialog = laterPart(async () => (await import('./open-dialog.tsx')).OpenDialog);
const OpenSheet = laterPart(async () => (await import('./open-dialog.tsx')).OpenSheet);

/** Stays true, so that what closes can fade. */
function useWasOpen(isOpen: boolean): boolean {
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  return wasOpen;
}

/** A question with one way forward and one back. Enter in a field confirms. */
export function Dialog(props: DialogProps) {
  useDismissal(props.isOpen, props.onClose);
  return useWasOpen(props.isOpen) ? <OpenDialog {...props} /> : null;
}

export interface SheetProps {
  label: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A panel that comes in from the side and covers the rest. */
export function Sheet(props: SheetProps) {
  useDismissal(props.isOpen, props.onClose);
  return useWasOpen(props.isOpen) ? <OpenSheet {...props} /> : null;
}
