import { create } from 'zustand';
import type { FocalPoint } from '../../../shared/task/focal-point.ts';
import type { TaskId, TaskWith } from '../../../shared/task/task.ts';
import { asItStands, pointTurned, turnedBack } from '../../../shared/task/turning.ts';
import { cropsWords } from '../../../shared/words/areas/crops.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { batchOf, mirror } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { inPlace } from '../tasks/in-place.ts';
import { cropShapes } from './crop-shapes.ts';

interface Crops {
  /** The points that were moved here and not used yet, on the picture as it is shown. */
  readonly points: ReadonlyMap<TaskId, FocalPoint>;
  readonly chosenId: TaskId | null;
}

export const useCrops = create<Crops>(() => ({ points: new Map(), chosenId: null }));

export function movePoint(id: TaskId, point: FocalPoint): void {
  useCrops.setState(({ points }) => ({ points: new Map([...points, [id, point]]) }));
}

/** Takes the moves back, all of them or one. */
export function forgetPoint(id?: TaskId): void {
  useCrops.setState(({ points }) => ({
    points: id === undefined ? new Map() : new Map([...points].filter(([other]) => other !== id)),
  }));
}

export function chooseCrop(chosenId: TaskId | null): void {
  useCrops.setState({ chosenId });
}

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

/** Remembers the moved points; answers with the tasks whose point was kept, by batch. */
async function savePoints(): Promise<ReadonlyMap<string, TaskId[]>> {
  const saved = new Map<string, TaskId[]>();
  for (const [taskId, shown] of useCrops.getState().points) {
    const task = mirror.table.get(taskId);
    if (task?.status !== 'succeeded') continue;
    const { batchId } = task;
    const point = pointTurned(shown, turnedBack(task.source.turning ?? asItStands));
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
    const tasks = taskIds.flatMap((id) => mirror.table.get(id) ?? []);
    for (const again of inPlace(tasks)) {
      const recipe = { ...batch.recipe, conflict: again.conflict };
      if (!(await ask(thumbline.runTasksAgain({ taskIds: again.taskIds, recipe })))) return;
      count += again.taskIds.length;
    }
  }
  if (count > 0) raiseNotice({ title: cropsWords('makingCountAgain', { count }) });
  forgetPoint();
  chooseCrop(null);
  useView.getState().checkCrops(false);
}
