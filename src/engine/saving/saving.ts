import { notOk } from '../../shared/result.ts';
import { failure } from '../../shared/task/failure.ts';
import type { SaveSource } from '../../shared/task/saving.ts';
import type { Previews } from '../previews/previews.ts';
import { chooseTasks, type ChosenTasks, type TaskRepository } from './chosen-tasks.ts';
import {
  type Saved,
  type SaveRequest,
  type SaveResult,
  saveResults,
  type SaveWork,
} from './save-results.ts';
import { saveSheet } from './save-sheet.ts';
import { createSheetPictures, filesOnDisk } from './sheet/sheet-pictures.ts';
import type { Zipper } from './zip/zip-order.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { WrittenFile } from '../files/file-identity.ts';
import { writtenBy } from './written-by.ts';

/** Packs the results of the tasks. */
export function saveZip(zipper: Zipper) {
  return async ({ chosen, temporaryPath, onProgress, signal }: SaveWork): Promise<Saved> => {
    const files: WrittenFile[] = [];
    for await (const task of chosen.tasks()) {
      for (const output of outputsOf(task)) files.push(writtenBy(task, output));
    }
    if (files.length === 0) return { count: 0, sizeBytes: 0, leftBehind: [] };
    const tell = (done: number) => onProgress({ done, total: files.length });
    return zipper.zip({ target: temporaryPath, files }, tell, signal);
  };
}

export interface SavingParts extends TaskRepository {
  /** Null where nothing can be packed. */
  readonly zipper: Zipper | null;
  readonly preview: Previews['preview'];
}

/** Takes results along in one file, beside the queue. */
export interface Saving {
  /** Writes what tasks made so far into one file. Nothing of it stays if it is cancelled or does not work. */
  saveResults(request: SaveRequest): Promise<SaveResult>;
  /** The tasks whose results were asked for, from the queue or the history; a page of them at a time. */
  chooseTasks(source: SaveSource): Promise<ChosenTasks>;
}

/** As whoever made it sees it. */
export interface OwnedSaving extends Saving {
  /** Cancels what is being saved and waits until nothing of it is left. */
  close(): Promise<void>;
}

export function createSaving(parts: SavingParts): OwnedSaving {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();

  const begin = async (request: SaveRequest): Promise<SaveResult> => {
    const { zipper, preview } = parts;
    const chosen = await chooseTasks(parts, request.source);
    if (request.kind === 'contact-sheet') {
      return saveResults(request, chosen, saveSheet(createSheetPictures(preview, filesOnDisk())));
    }
    return zipper ? saveResults(request, chosen, saveZip(zipper)) : notOk(failure('internal'));
  };

  return {
    chooseTasks: (source) => chooseTasks(parts, source),
    async saveResults(request) {
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
