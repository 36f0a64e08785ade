import { create } from 'zustand';
import type { FocalPoint } from '../../../shared/task/focal-point.ts';
import type { TaskId } from '../../../shared/task/task.ts';

interface Crops {
  /** The points that were moved here and not used yet. */
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
