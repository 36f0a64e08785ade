import type { Batch } from '../../../shared/task/batch.ts';
import type { Task } from '../../../shared/task/task.ts';

/** A line of the list: the head of a batch, or one of its tasks with its place among all of them. */
export type HistoryLine =
  | { readonly kind: 'head'; readonly key: string; readonly batch: Batch }
  | { readonly kind: 'task'; readonly key: string; readonly task: Task; readonly index: number };

/** Tasks that follow each other in one batch stand under its head. */
export function historyLines(
  tasks: readonly Task[],
  batches: ReadonlyMap<string, Batch>,
): HistoryLine[] {
  const lines: HistoryLine[] = [];
  for (const [index, task] of tasks.entries()) {
    const batch = batches.get(task.batchId);
    const isFirst = task.batchId !== tasks[index - 1]?.batchId;
    if (isFirst && batch) lines.push({ kind: 'head', key: `head-${task.id}`, batch });
    lines.push({ kind: 'task', key: task.id, task, index });
  }
  return lines;
}

/** The history is read once; a task that is on the queue again has changed since. */
export function newest(found: Task | undefined, live: Task | undefined): Task | undefined {
  return found === undefined || (live && live.number > found.number) ? live : found;
}
