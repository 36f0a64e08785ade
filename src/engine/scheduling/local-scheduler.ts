import PQueue from 'p-queue';
import type { TaskId } from '../../shared/task/task.ts';
import type { MayJoin, Scheduler } from '../ports.ts';
import { TaskOrder } from './task-order.ts';

/** p-queue with our order, which stays in reach: p-queue itself removes nothing without a signal for each task. */
function createQueue(concurrency: number) {
  const order = new TaskOrder();
  const queueClass = class extends TaskOrder {
    constructor() {
      super();
      return order;
    }
  };
  return { order, queue: new PQueue({ concurrency, autoStart: false, queueClass }) };
}

/**
 * The scheduler of one process. Its `signal` and `timeout` of p-queue are not used: they free a slot while the work still
 * runs.
 */
export function createLocalScheduler({ concurrency }: { readonly concurrency: number }): Scheduler {
  const { order, queue } = createQueue(concurrency);
  /** Running tasks, each with the priority it was added with again meanwhile. */
  const running = new Map<TaskId, number | null>();
  let run: ((lease: readonly TaskId[]) => Promise<void>) | null = null;
  let mayJoin: MayJoin = () => false;
  let isPaused = false;
  let isClosed = false;

  const startOrPause = () => {
    if (run !== null && !isPaused && !isClosed) queue.start();
    else queue.pause();
  };

  const enqueue = (id: TaskId, priority: number) => {
    void queue.add(() => runLease(id), { id, priority });
  };

  /** The tasks that follow it go with it, but never so many that another slot would have nothing to do. */
  const leaseWith = (first: TaskId): TaskId[] => {
    const lease = [first];
    const most = order.size / (2 * queue.concurrency);
    while (lease.length < most) {
      const next = order.first();
      if (next === undefined || !mayJoin(lease, next)) break;
      order.remove(next);
      lease.push(next);
    }
    return lease;
  };

  const runLease = async (first: TaskId) => {
    const lease = leaseWith(first);
    for (const taskId of lease) running.set(taskId, null);
    try {
      await run?.(lease);
    } finally {
      for (const taskId of lease) {
        const addedAgain = running.get(taskId) ?? null;
        running.delete(taskId);
        if (addedAgain !== null) enqueue(taskId, addedAgain);
      }
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
