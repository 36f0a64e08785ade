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
