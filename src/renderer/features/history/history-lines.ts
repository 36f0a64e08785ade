import type { Batch } from '../../../shared/task/batch.ts';
import type { Task } from '../../../shared/task/task.ts';

/** A line of the list: the head of a batch, or one of its tasks. */
export type HistoryLine =
  | {
      readonly kind: 'head';
      readonly key: string;
      readonly batch: Batch;
      readonly tasks: readonly Task[];
    }
  | { readonly kind: 'task'; readonly key: string; readonly task: Task };

/** Tasks that follow each other in one batch stand under its head. */
export function historyLines(
  tasks: readonly Task[],
  batches: ReadonlyMap<string, Batch>,
): HistoryLine[] {
  const lines: HistoryLine[] = [];
  let group: Task[] = [];
  for (const [index, task] of tasks.entries()) {
    if (task.batchId !== tasks[index - 1]?.batchId) {
      group = [];
      const batch = batches.get(task.batchId);
      if (batch) lines.push({ kind: 'head', key: `head ${task.id}`, batch, tasks: group });
    }
    group.push(task);
    lines.push({ kind: 'task', key: task.id, task });
  }
  return lines;
}
