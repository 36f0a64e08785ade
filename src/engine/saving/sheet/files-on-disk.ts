import { stat } from 'node:fs/promises';
import { isUnmodified } from '../../files/unmodified.ts';
import { toNative } from '../../files/paths.ts';
import type { LentFile, TaskFiles } from './sheet-pictures.ts';

const lent = (path: string): LentFile => ({ path, release: () => Promise.resolve() });

/** The files of tasks where they were written and read. */
export const filesOnDisk: TaskFiles = {
  async output(task, output) {
    const finishedAt = 'finishedAt' in task ? task.finishedAt : 0;
    const facts = await stat(toNative(output.path)).catch(() => null);
    if (!facts) return 'gone';
    return isUnmodified(facts, { ...output, finishedAt }) ? lent(output.path) : 'changed';
  },
  source: (task) => Promise.resolve(lent(task.sourcePath)),
};
