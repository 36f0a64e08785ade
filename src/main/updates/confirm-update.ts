import type { BrowserWindow } from 'electron';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import { askPerson } from '../security/ask-person.ts';

/** Asks whether the app may end now, to start again as that version. */
export const confirmUpdate = (window: BrowserWindow | null, version: string): Promise<boolean> =>
  askPerson(window, {
    message: desktopWords('update.question', { version }),
    detail: desktopWords('update.detail'),
    yes: desktopWords('update.yes'),
    no: desktopWords('update.no'),
  });
