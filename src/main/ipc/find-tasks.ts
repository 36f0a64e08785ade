import { setImmediate } from 'node:timers/promises';
import type { Engine } from '../../engine/index.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';

/** Each may be read from the history: some milliseconds together. */
const perTurn = 128;

/** Those that are there still, in this order, looked up some at a time: 100,000 at once would hold up main for a second. */
export async function findTasks(
  engine: Pick<Engine, 'find'>,
  taskIds: readonly TaskId[],
): Promise<Task[]> {
  const found: Task[] = [];
  for (const [at, taskId] of taskIds.entries()) {
    if (at > 0 && at % perTurn === 0) await setImmediate();
    const task = engine.find(taskId);
    if (task !== null) found.push(task);
  }
  return found;
}
