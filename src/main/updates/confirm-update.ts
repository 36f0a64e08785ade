import type { BrowserWindow } from 'electron';
import { askPerson } from '../security/ask-person.ts';

/** Asks whether the app may end now, to start again as that version. */
export const confirmUpdate = (window: BrowserWindow | null, version: string): Promise<boolean> =>
  askPerson(window, {
    message: `Update to Thumbline ${version}?`,
    detail: 'Thumbline closes and starts again. Your queue, history and settings stay.',
    yes: 'Restart and update',
    no: 'Later',
  });
