import type { Engine } from '../../engine/index.ts';
import { isSettled } from '../../shared/task/status.ts';
import type { TaskId } from '../../shared/task/task.ts';

const pageSize = 5_000;

/** The tasks that a start found waiting from before. */
export function* unfinishedTasks(engine: Pick<Engine, 'listTasks'>): Generator<TaskId> {
  let after: number | null = -1;
  while (after !== null) {
    const { tasks, next }: ReturnType<Engine['listTasks']> = engine.listTasks(after, pageSize);
    for (const { id, status } of tasks) if (!isSettled(status)) yield id;
    after = next;
  }
}
