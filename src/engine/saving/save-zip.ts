import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { WrittenFile } from '../files/unmodified.ts';

import type { SaveWork, Saved } from './save-results.ts';
import type { Zipper } from './zip/zip-order.ts';

/** Packs the results of the tasks. */
export function saveZip(zipper: Zipper) {
  return async ({ chosen, temporaryPath, onProgress, signal }: SaveWork): Promise<Saved> => {
    const files: WrittenFile[] = [];
    for await (const task of chosen.tasks()) {
      const finishedAt = 'finishedAt' in task ? task.finishedAt : 0;
      for (const { path, sizeBytes } of outputsOf(task))
        files.push({ path, sizeBytes, finishedAt });
    }
    if (files.length === 0) return { count: 0, sizeBytes: 0, leftBehind: [] };
    const tell = (done: number) => onProgress({ done, total: files.length });
    return zipper.zip({ target: temporaryPath, files }, tell, signal);
  };
}
