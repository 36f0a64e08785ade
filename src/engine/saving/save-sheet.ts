import { type FileHandle, open } from 'node:fs/promises';
import { failureLine } from '../../shared/task/failure-words.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { LeftBehind } from '../../shared/task/saving.ts';
import { taskName } from '../../shared/task/task-name.ts';
import type { Task, TaskWith } from '../../shared/task/task.ts';
import { toNative } from '../paths.ts';
import type { ChosenTasks } from './chosen-tasks.ts';
import type { Saved, SaveWork } from './save-results.ts';
import {
  failedBeginning,
  failedEnding,
  failedRow,
  sheetBeginning,
  sheetCard,
  sheetMiddle,
} from './sheet/sheet-html.ts';
import type { SheetPictures } from './sheet/sheet-pictures.ts';
import { plural } from '../../shared/words/numbers.ts';
import { cardWords, dayWords } from './sheet/sheet-words.ts';

interface Counted {
  readonly made: number;
  readonly failed: number;
  readonly startedAt: number;
}

const hasFailed = (task: Task): task is TaskWith<'failed'> => task.status === 'failed';

async function count({ tasks }: ChosenTasks): Promise<Counted> {
  let [made, failed, startedAt] = [0, 0, Date.now()];
  for await (const task of tasks()) {
    if (outputsOf(task).length > 0) made += 1;
    if (hasFailed(task)) failed += 1;
    startedAt = Math.min(startedAt, task.queuedAt);
  }
  return { made, failed, startedAt };
}

function beginning({ batch }: ChosenTasks, { made, startedAt }: Counted): string {
  const recipe = batch ? [batch.recipe.name] : [];
  return sheetBeginning({
    title: batch?.title ?? 'Chosen pictures',
    facts: [dayWords(batch?.createdAt ?? startedAt), ...recipe, plural(made, 'picture')],
  });
}

/**
 * Writes one page that any browser opens offline: a small picture of each task, and what failed. Pictures come and go one
 * at a time.
 */
export function saveSheet(pictures: SheetPictures) {
  async function write(
    file: FileHandle,
    { chosen, onProgress, signal }: SaveWork,
  ): Promise<Omit<Saved, 'sizeBytes'>> {
    const counted = await count(chosen);
    const leftBehind: LeftBehind[] = [];
    if (counted.made === 0) return { count: 0, leftBehind };
    let done = 0;
    await file.write(beginning(chosen, counted));
    for await (const task of chosen.tasks()) {
      const outputs = outputsOf(task);
      if (outputs.length === 0) continue;
      const { picture, missing } = await pictures.make(task, outputs);
      signal.throwIfAborted();
      leftBehind.push(...missing);
      await file.write(
        sheetCard({ name: taskName(task), picture, facts: cardWords(task, outputs) }),
      );
      onProgress({ done: (done += 1), total: counted.made });
    }
    await file.write(sheetMiddle);
    if (counted.failed > 0) await writeFailed(file, chosen, counted.failed);
    return { count: done, leftBehind };
  }

  return async (work: SaveWork): Promise<Saved> => {
    const file = await open(toNative(work.asidePath), 'wx');
    try {
      const saved = await write(file, work);
      await file.sync();
      const { size: sizeBytes } = await file.stat();
      return { ...saved, sizeBytes };
    } finally {
      await file.close();
    }
  };
}

async function writeFailed(file: FileHandle, { tasks }: ChosenTasks, failed: number) {
  await file.write(failedBeginning(`${plural(failed, 'picture')} could not be made`));
  for await (const task of tasks()) {
    if (!hasFailed(task)) continue;
    await file.write(failedRow({ name: taskName(task), line: failureLine(task.failure) }));
  }
  await file.write(failedEnding);
}
