import PQueue from 'p-queue';
import type { TaskId } from '../../shared/task/task.ts';
import type { MayJoin, Scheduler } from '../ports.ts';
import { createTaskOrder } from './task-order.ts';

/**
 * The scheduler of one process. p-queue holds a run for each free slot and not for each task: what it keeps of one is a
 * kilobyte, and a million may wait. Its `signal` and `timeout` are not used: they free a slot while the work still runs.
 */
export function createLocalScheduler({ concurrency }: { readonly concurrency: number }): Scheduler {
  const queue = new PQueue({ concurrency, autoStart: false });
  const order = createTaskOrder();
  /** Running tasks, each with the priority it was added with again meanwhile. */
  const running = new Map<TaskId, number | null>();
  /** Slots that run something or are about to. */
  let takenSlots = 0;
  let run: ((lease: readonly TaskId[]) => Promise<void>) | null = null;
  let mayJoin: MayJoin = () => false;
  let isPaused = false;
  let isClosed = false;

  const startOrPause = () => {
    if (run !== null && !isPaused && !isClosed) queue.start();
    else queue.pause();
  };

  const fillSlots = () => {
    while (order.size > 0 && takenSlots < queue.concurrency) {
      takenSlots += 1;
      void queue.add(runNext);
    }
  };

  const enqueue = (id: TaskId, priority: number) => {
    order.add(id, priority);
    fillSlots();
  };

  /** The first task and those that follow it, but never so many that another slot would have nothing to do. */
  const takeLease = (): TaskId[] => {
    const lease: TaskId[] = [];
    for (let next = order.first(); next !== undefined; next = order.first()) {
      const most = queue.concurrency === 1 ? Infinity : order.size / (2 * queue.concurrency);
      if (lease.length > 0 && (lease.length >= most || !mayJoin(lease, next))) break;
      order.remove(next);
      lease.push(next);
    }
    return lease;
  };

  const runNext = async () => {
    // Empty when what waited was removed meanwhile.
    const lease = takeLease();
    for (const taskId of lease) running.set(taskId, null);
    try {
      if (lease.length > 0) await run?.(lease);
    } finally {
      takenSlots -= 1;
      for (const taskId of lease) {
        const addedAgain = running.get(taskId) ?? null;
        running.delete(taskId);
        if (addedAgain !== null) order.add(taskId, addedAgain);
      }
      fillSlots();
    }
  };

  return {
    start(callback, join = mayJoin) {
      run = callback;
      mayJoin = join;
      startOrPause();
    },
    add(taskId, priority) {
      if (running.has(taskId)) running.set(taskId, priority);
      else enqueue(taskId, priority);
    },
    remove(taskId) {
      const wasAddedAgain = (running.get(taskId) ?? null) !== null;
      if (wasAddedAgain) running.set(taskId, null);
      return wasAddedAgain || order.remove(taskId);
    },
    pause() {
      isPaused = true;
      startOrPause();
    },
    resume() {
      isPaused = false;
      startOrPause();
    },
    setConcurrency(count) {
      queue.concurrency = count;
      fillSlots();
    },
    get waitingCount() {
      return order.size;
    },
    get runningCount() {
      return running.size;
    },
    async close() {
      isClosed = true;
      startOrPause();
      await queue.onPendingZero();
    },
  };
}
