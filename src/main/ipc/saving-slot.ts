import { basename } from 'node:path';
import { displayPath } from '../../shared/paths/display-path.ts';
import type { SaveProgress } from '../../shared/task/saving.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { Announce } from '../announcing/announcer.ts';

/** What is being saved, and whether it was cancelled meanwhile. */
export interface Saving {
  readonly signal: AbortSignal;
  /** Tells the page how far the file is. */
  readonly tell: (file: string, progress: SaveProgress) => void;
}

/** One file is written at a time, by whatever was asked for: the page shows how far that is, and may cancel it. */
export interface SavingSlot {
  /** Null when something is being saved already. */
  readonly use: <Value>(save: (saving: Saving) => Promise<Value>) => Promise<Value> | null;
  readonly cancel: () => void;
}

export const busyLine = () => desktopWords('somethingBeingSavedWaitUntil');

export function createSavingSlot(announce: Announce): SavingSlot {
  let current: AbortController | null = null;
  return {
    use(save) {
      if (current) return null;
      current = new AbortController();
      const saving: Saving = {
        signal: current.signal,
        tell: (file, progress) =>
          announce('save:progressed', { name: displayPath(basename(file)), ...progress }),
      };
      return save(saving).finally(() => {
        current = null;
        announce('save:progressed', null);
      });
    },
    cancel: () => current?.abort(),
  };
}
