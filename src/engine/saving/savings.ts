import { notOk } from '../../shared/result.ts';
import { failure } from '../../shared/task/failure.ts';
import type { Engine } from '../engine.ts';
import type { Zipper } from '../ports.ts';
import { chooseTasks, type Shelf } from './chosen-tasks.ts';
import { type SaveRequest, type SaveResult, saveResults } from './save-results.ts';
import { saveSheet } from './save-sheet.ts';
import { saveZip } from './save-zip.ts';
import { filesOnDisk } from './sheet/files-on-disk.ts';
import { createSheetPictures } from './sheet/sheet-pictures.ts';

export interface SavingParts extends Shelf {
  /** Null where nothing can be packed. */
  readonly zipper: Zipper | null;
  readonly preview: Engine['preview'];
}

/** Takes results along in one file, beside the queue. */
export interface Savings {
  save(request: SaveRequest): Promise<SaveResult>;
  /** Cancels what is being saved and waits until nothing of it is left. */
  close(): Promise<void>;
}

export function createSavings(parts: SavingParts): Savings {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();

  const begin = async (request: SaveRequest): Promise<SaveResult> => {
    const { zipper, preview } = parts;
    const chosen = await chooseTasks(parts, request.source);
    if (request.kind === 'contact-sheet') {
      return saveResults(request, chosen, saveSheet(createSheetPictures(preview, filesOnDisk)));
    }
    return zipper ? saveResults(request, chosen, saveZip(zipper)) : notOk(failure('internal'));
  };

  return {
    async save(request) {
      const signal = AbortSignal.any([request.signal, closing.signal]);
      const saving = begin({ ...request, signal });
      running.add(saving);
      try {
        return await saving;
      } finally {
        running.delete(saving);
      }
    },
    async close() {
      closing.abort();
      await Promise.allSettled(running);
    },
  };
}
