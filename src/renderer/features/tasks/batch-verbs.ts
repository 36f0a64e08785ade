import type { Batch } from '../../../shared/task/batch.ts';
import { isSettled } from '../../../shared/task/status.ts';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { batchOf, isBatchOver, mirror } from '../../store/queue-store.ts';
import { cancel, retry } from './task-actions.ts';

/** What can be done to a batch of which something is left. */
export type BatchVerb = 'pause' | 'goOn' | 'cancelRest';

/** Of this batch's tasks those that are so; gone through when something was chosen, not before. */
export function idsOfBatch({ id }: Batch, isWanted: (task: Task) => boolean): readonly TaskId[] {
  return mirror.table.rows.flatMap(({ task }) =>
    task.batchId === id && isWanted(task) ? [task.id] : [],
  );
}

/** Stops it with its walk; the notice offers to go on with what was stopped. */
async function cancelRest(batch: Batch): Promise<void> {
  const ids = idsOfBatch(batch, ({ status }) => !isSettled(status));
  if (!thumbline.can.pausesBatches) return cancel(ids);
  if ((await ask(thumbline.cancelBatch(batch.id))) === null || ids.length === 0) return;
  raiseNotice({
    title: tasksWords('cancelledCount', { count: ids.length }),
    action: { label: tasksWords('undo'), onSelect: () => void retry(ids) },
  });
}

export const batchVerbs: Readonly<Record<BatchVerb, (batch: Batch) => void>> = {
  pause: ({ id }) => void ask(thumbline.pauseBatch(id)),
  goOn: ({ id }) => void ask(thumbline.resumeBatch(id)),
  cancelRest: (batch) => void cancelRest(batch),
};

/** Those that are possible now. */
export function batchVerbsNow(batch: Batch): readonly BatchVerb[] {
  if (!thumbline.can.changes || isBatchOver(batch)) return [];
  if (!thumbline.can.pausesBatches) return ['cancelRest'];
  return [batch.isPaused ? 'goOn' : 'pause', 'cancelRest'];
}

/** The key that pauses the batch of a picture, or lets it go on. False where neither is possible. */
export function pauseByKey(task: Task | undefined): boolean {
  const batch = task && batchOf(task);
  const verb = batch && batchVerbsNow(batch).find((one) => one !== 'cancelRest');
  if (!batch || !verb) return false;
  batchVerbs[verb](batch);
  return true;
}
