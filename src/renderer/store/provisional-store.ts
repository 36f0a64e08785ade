import { create } from 'zustand';
import type { PeekedTasks } from '../../shared/ipc/answers.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { thumbline } from './bridge.ts';
import { createPeeker } from './peeker.ts';
import { taskOnQueue } from './queue-store.ts';

/** As many as several screens show. What is forgotten is asked for again when it is seen again. */
const mostKnown = 2000;
interface ProvisionalFacts {
  /** Tasks of which main holds a provisional picture. */
  readonly found: ReadonlySet<TaskId>;
}

export const useProvisional = create<ProvisionalFacts>(() => ({ found: new Set() }));

/** Files without such a picture. */
const without = new Set<TaskId>();

const newest = (ids: Iterable<TaskId>) => new Set([...ids].slice(-mostKnown));

/** As soon as a task has failed its sign must be seen; a result has a picture of its own. */
export const maySeeProvisional = ({ status }: Pick<Task, 'status'>): boolean =>
  status === 'queued' || status === 'running' || status === 'cancelled';

function note({ found, without: none }: PeekedTasks): void {
  if (found.length > 0)
    useProvisional.setState((known) => ({ found: newest([...known.found, ...found]) }));
  for (const id of none) without.add(id);
  for (const oldest of without) {
    if (without.size <= mostKnown) break;
    without.delete(oldest);
  }
}

/** Main holds that picture no longer. */
export function forgetProvisional(id: TaskId): void {
  useProvisional.setState(({ found }) => ({
    found: new Set([...found].filter((other) => other !== id)),
  }));
}

/** The tasks whose rows or cards are on the page have come to be these. */
export const seeTasks = createPeeker({
  ask: (ids) => thumbline.peekTasks(ids),
  isWanted(id) {
    const task = taskOnQueue(id);
    const isKnown = without.has(id) || useProvisional.getState().found.has(id);
    return task !== undefined && maySeeProvisional(task) && !isKnown;
  },
  note,
});
