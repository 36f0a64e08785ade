import { thumbline } from '../../store/bridge.ts';
import { batchOf, mirror } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { plural } from '../../words/numbers.ts';
import { ask } from '../notices/ask.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { withFocalPoint } from './crop-shapes.ts';
import { chooseCrop, forgetPoint, useCrops } from './crops-store.ts';

/** Makes the pictures whose point was moved once more, in place of what was cut wrong. */
export async function makeCropsAgain(): Promise<void> {
  const { points } = useCrops.getState();
  for (const [id, point] of points) {
    const task = mirror.table.get(id);
    const batch = task ? batchOf(task) : undefined;
    if (!batch) continue;
    const recipe = { ...withFocalPoint(batch.recipe, point), conflict: 'overwrite' as const };
    if (!(await ask(thumbline.runTasksAgain({ taskIds: [id], recipe })))) return;
  }
  raiseNotice({ title: `Making ${plural(points.size, 'picture')} again` });
  forgetPoint();
  chooseCrop(null);
  useView.getState().checkCrops(false);
}
