import type { Scheduler } from '../ports.ts';
import type { TaskId } from '../../shared/task/task.ts';

/** A scheduler some of whose tasks wait for a place, out of turn, while the others go on. */
export interface ParkingScheduler extends Scheduler {
  /** The task waits there until the place is released. To be called when its turn came, in its run. */
  park(place: string, taskId: TaskId, priority: number): void;
  /** What waits there has its turn again, in the order it came. */
  release(place: string): void;
  readonly parkedCount: number;
  parkedAt(place: string): number;
  /** What waits there, in the order it came. */
  tasksAt(place: string): readonly TaskId[];
}

/** Each with its priority. */
type Parked = Map<TaskId, number>;

/** Tasks that have their turn again in one turn of the event loop. */
const mostInTurn = 1000;

/** `waitingCount` is with the parked ones. Where `placeOf` names a place, what is added waits there at once. */
export function createParking(
  scheduler: Scheduler,
  placeOf: (taskId: TaskId) => string | null = () => null,
): ParkingScheduler {
  const places = new Map<string, Parked>();
  /** By the task: what it is parked with. */
  const parkedIn = new Map<TaskId, Parked>();

  const park = (place: string, taskId: TaskId, priority: number) => {
    const parked = places.get(place) ?? new Map<TaskId, number>();
    places.set(place, parked.set(taskId, priority));
    parkedIn.set(taskId, parked);
  };

  /** 100,000 at once would hold up everything else for as long as a second. */
  const giveTurns = (parked: Parked) => {
    let left = mostInTurn;
    for (const [taskId, priority] of parked) {
      if ((left -= 1) < 0) break;
      parked.delete(taskId);
      parkedIn.delete(taskId);
      scheduler.add(taskId, priority);
    }
    if (parked.size > 0) setImmediate(giveTurns, parked);
  };

  return {
    start: (run, mayJoin) => scheduler.start(run, mayJoin),
    add(taskId, priority) {
      if (parkedIn.has(taskId)) return;
      const place = placeOf(taskId);
      if (place === null) scheduler.add(taskId, priority);
      else park(place, taskId, priority);
    },
    remove(taskId) {
      parkedIn.get(taskId)?.delete(taskId);
      return parkedIn.delete(taskId) || scheduler.remove(taskId);
    },
    pause: () => scheduler.pause(),
    resume: () => scheduler.resume(),
    setConcurrency: (count) => scheduler.setConcurrency(count),
    get waitingCount() {
      return scheduler.waitingCount + parkedIn.size;
    },
    get runningCount() {
      return scheduler.runningCount;
    },
    close: () => scheduler.close(),
    park,
    release(place) {
      const parked = places.get(place);
      places.delete(place);
      if (parked) giveTurns(parked);
    },
    get parkedCount() {
      return parkedIn.size;
    },
    tasksAt: (place) => [...(places.get(place)?.keys() ?? [])],
    parkedAt: (place) => places.get(place)?.size ?? 0,
  };
}
