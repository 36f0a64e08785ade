import type { Thumbline } from '../../shared/ipc/verbs.ts';

declare global {
  interface Window {
    readonly thumbline: Thumbline<File>;
  }
}

/** The app, as far as the screen knows it. */
export const thumbline: Thumbline<File> = window.thumbline;
