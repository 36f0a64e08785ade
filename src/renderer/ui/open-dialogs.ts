import { useEffect } from 'react';

const open = new Set<() => void>();

/** Lets a question be closed by whoever leads to another part of the page: behind it nothing could be reached. */
export function useDismissal(isOpen: boolean, onClose: () => void): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    open.add(onClose);
    return () => {
      open.delete(onClose);
    };
  });
}

/** Closes all that ask something, unanswered. */
export function dismissDialogs(): void {
  for (const close of [...open].toReversed()) close();
}
