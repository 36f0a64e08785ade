import { batchOf, mirror } from '../../store/queue-store.ts';
import type { TaskWith } from '../../../shared/task/task.ts';
import { cropShapes } from './crop-shapes.ts';

/** The tasks on the queue whose pictures were cut to a shape, in their order. */
export function cutTasks(): readonly TaskWith<'succeeded'>[] {
  const isCutBatch = new Map<string, boolean>();
  return mirror.table.rows.flatMap(({ task }) => {
    if (task.status !== 'succeeded') return [];
    const batch = batchOf(task);
    if (!batch) return [];
    const isCut = isCutBatch.get(batch.id) ?? cropShapes(batch.recipe).length > 0;
    isCutBatch.set(batch.id, isCut);
    return isCut ? [task] : [];
  });
}
