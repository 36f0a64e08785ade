import type { TaskId } from '../../shared/task/task.ts';
import type { Service } from '../service.ts';
import { outputsOf, uploadKey } from '../store/keys.ts';

/**
 * Ends a task, removes its upload and its outputs, and forgets it. In this order: while its files cannot be removed, the task can still be
 * named, and asked to go again.
 */
export async function removeTask(
  { engine, store }: Pick<Service, 'engine' | 'store'>,
  taskId: TaskId,
): Promise<void> {
  engine.cancel([taskId]);
  await store.remove([uploadKey(taskId)]);
  await store.removeAll(outputsOf(taskId));
  engine.remove([taskId]);
}

const tasksOfTurn = 500;
const removedAtOnce = 16;

/**
 * The same for all that are on the queue now. Where the store cannot remove something, what is not forgotten by then stays as it is, but
 * cancelled.
 */
export async function removeAllTasks({
  engine,
  store,
}: Pick<Service, 'engine' | 'store'>): Promise<void> {
  const { lastPosition } = engine.snapshot();
  engine.cancel('all');
  for (let after = -1; after < lastPosition;) {
    const { tasks } = engine.listTasks(after, tasksOfTurn);
    const found = tasks.filter(({ position }) => position <= lastPosition);
    const taskIds = found.map(({ id }) => id);
    await store.remove(taskIds.map(uploadKey));
    for (let first = 0; first < taskIds.length; first += removedAtOnce) {
      const some = taskIds.slice(first, first + removedAtOnce);
      await Promise.all(some.map((taskId) => store.removeAll(outputsOf(taskId))));
    }
    engine.remove(taskIds);
    after = found.at(-1)?.position ?? lastPosition;
  }
}
