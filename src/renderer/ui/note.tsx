import type { ReactElement, ReactNode } from 'react';
import { laterPopup } from './later-popup.tsx';

export interface NoteProps {
  trigger: ReactElement<Record<string, unknown>>;
  title: string;
  className: string;
  /** What acts in it may close it. */
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** More about something, beside the button that says it in short. */
export const Note = laterPopup<NoteProps>(
  'dialog',
  async () => (await import('./open-note.tsx')).OpenNote,
);
