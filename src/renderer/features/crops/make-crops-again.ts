import type { TaskId } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { mirror } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { plural } from '../../../shared/words/numbers.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { chooseCrop, forgetPoint, useCrops } from './crops-store.ts';

/** Remembers the moved points; answers with the tasks whose point was kept, by batch. */
async function savePoints(): Promise<ReadonlyMap<string, TaskId[]>> {
  const saved = new Map<string, TaskId[]>();
  for (const [taskId, point] of useCrops.getState().points) {
    const batchId = mirror.table.get(taskId)?.batchId;
    if (batchId === undefined) continue;
    const result = await thumbline.saveFocalPoint({ taskId, point });
    if (result.ok) saved.set(batchId, [...(saved.get(batchId) ?? []), taskId]);
    else raiseNotice({ title: result.problem.message, isProblem: true });
  }
  return saved;
}

/** Makes the pictures whose point was moved once more, in place of what was cut wrong. */
export async function makeCropsAgain(): Promise<void> {
  let count = 0;
  for (const [batchId, taskIds] of await savePoints()) {
    const batch = mirror.batches.get(batchId);
    if (!batch) continue;
    const recipe = { ...batch.recipe, conflict: 'overwrite' as const };
    if (!(await ask(thumbline.runTasksAgain({ taskIds, recipe })))) return;
    count += taskIds.length;
  }
  if (count > 0) raiseNotice({ title: `Making ${plural(count, 'picture')} again` });
  forgetPoint();
  chooseCrop(null);
  useView.getState().checkCrops(false);
}
