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
}

type Parked = Map<TaskId, number>;

/** `waitingCount` is with the parked ones. */
export function createParking(scheduler: Scheduler): ParkingScheduler {
  const places = new Map<string, Parked>();
  const placeOf = new Map<TaskId, string>();

  return {
    start: (run, mayJoin) => scheduler.start(run, mayJoin),
    add(taskId, priority) {
      if (!placeOf.has(taskId)) scheduler.add(taskId, priority);
    },
    remove(taskId) {
      const place = placeOf.get(taskId);
      if (place === undefined) return scheduler.remove(taskId);
      placeOf.delete(taskId);
      places.get(place)?.delete(taskId);
      return true;
    },
    pause: () => scheduler.pause(),
    resume: () => scheduler.resume(),
    setConcurrency: (count) => scheduler.setConcurrency(count),
    get waitingCount() {
      return scheduler.waitingCount + placeOf.size;
    },
    get runningCount() {
      return scheduler.runningCount;
    },
    close: () => scheduler.close(),
    park(place, taskId, priority) {
      const parked = places.get(place) ?? new Map<TaskId, number>();
      places.set(place, parked.set(taskId, priority));
      placeOf.set(taskId, place);
    },
    release(place) {
      const parked = places.get(place) ?? [];
      places.delete(place);
      for (const [taskId, priority] of parked) {
        placeOf.delete(taskId);
        scheduler.add(taskId, priority);
      }
    },
    get parkedCount() {
      return placeOf.size;
    },
    parkedAt: (place) => places.get(place)?.size ?? 0,
  };
}
