import type { TaskId } from '../../shared/task/task.ts';
import type { Service } from '../service.ts';
import { outputsOf, uploadKey } from '../store/keys.ts';

/** Forgets a settled task and removes its upload and its outputs. */
export async function removeTask(
  { engine, store }: Pick<Service, 'engine' | 'store'>,
  taskId: TaskId,
): Promise<void> {
  engine.remove([taskId]);
  await store.remove([uploadKey(taskId)]);
  await store.removeAll(outputsOf(taskId));
}
