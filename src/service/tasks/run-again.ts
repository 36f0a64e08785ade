import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as laterTurn } from 'node:timers/promises';
import type { RequestInput } from '../../shared/ipc/contract.ts';
import type { Problem } from '../../shared/ipc/answers.ts';
import { batchTitle } from '../../shared/task/batch.ts';
import { failure } from '../../shared/task/failure.ts';
import type { Receipt } from '../../shared/task/receipt.ts';
import { taskName } from '../../shared/task/outputs-of.ts';
import type { Task } from '../../shared/task/task.ts';
import type { Service } from '../service.ts';
import { outputsPrefix, uploadKey } from '../store/keys.ts';
import { recipeInto } from '../uploads/upload-recipe.ts';

const copiesAtOnce = 4;
/** Each may be read from the history: some milliseconds together. */
const tasksOfTurn = 128;

const noRoom: Problem = {
  code: 'not-possible',
  message: 'The queue has no room for that many. Try again when some of it is done.',
};
const farmAway: Problem = {
  code: 'not-possible',
  message: 'The workers cannot be reached. Try again later.',
};
const gone: Problem = { code: 'not-found', message: 'This task is not there any more.' };

/**
 * New tasks from uploads that are still in the store, each with a copy of its own: what becomes of the old task does
 * not harm the new one. They take their turns and their room as uploads do.
 */
export async function runAgain(
  service: Service,
  submitter: string,
  { taskIds, recipe }: RequestInput<'task:run-again'>,
): Promise<Receipt | Problem> {
  const { engine, store, submissions, ids, farm } = service;
  const tasks: Task[] = [];
  for (const [at, taskId] of taskIds.entries()) {
    if (at > 0 && at % tasksOfTurn === 0) await laterTurn();
    const task = engine.find(taskId);
    if (task !== null) tasks.push(task);
  }
  if (tasks.length === 0) return gone;
  if (farm?.health.problem) return farmAway;

  const folder = store.folder ?? '/';
  const ownRecipe = recipeInto(join(folder, outputsPrefix), recipe);
  const title = batchTitle({ files: tasks.map(taskName) });
  const batch = { key: randomUUID(), title, origin: 'run-again' } as const;

  /** Null when the upload is not kept any more. */
  const submitCopy = async (task: Task): Promise<Task | null> => {
    const taskId = ids.fresh();
    const key = uploadKey(taskId);
    if (!(await store.copy(uploadKey(task.id), key))) return null;
    const sizeBytes = task.sizeBytes ?? 0;
    const files = [{ taskId, name: taskName(task), sizeBytes, path: join(folder, key) }];
    const [copy] = await submissions.submit({ files, submitter, recipe: ownRecipe, batch });
    return copy ?? null;
  };

  const submitAll = async (): Promise<Receipt> => {
    const left = [...tasks];
    const refused: Receipt['refused'][number][] = [];
    let batchId: Receipt['batchId'] = null;
    const lane = async () => {
      for (let task = left.shift(); task; task = left.shift()) {
        const made = await submitCopy(task);
        if (made) ({ batchId } = made);
        else refused.push({ path: taskName(task), failure: failure('file-missing') });
      }
    };
    await Promise.all(Array.from({ length: copiesAtOnce }, lane));
    return { batchId, acceptedCount: tasks.length - refused.length, folderCount: 0, refused };
  };

  return submissions.withRoomFor(submitter, tasks.length, submitAll) ?? noRoom;
}
