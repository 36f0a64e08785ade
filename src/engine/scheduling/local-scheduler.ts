import PQueue from 'p-queue';
import type { TaskId } from '../../shared/task/task.ts';
import type { Scheduler } from '../ports.ts';
import { createWaitingTasks } from './waiting-tasks.ts';

/**
 * The scheduler of one process. p-queue limits how many run; tasks wait here, not in p-queue, because its `signal`
 * and `timeout` free a slot while the work still runs, and its `clear` leaves promises pending for ever.
 */
export function createLocalScheduler({ concurrency }: { readonly concurrency: number }): Scheduler {
  const slots = new PQueue({ concurrency });
  const waiting = createWaitingTasks();
  /** Running tasks, each with the priority it was added with again meanwhile. */
  const running = new Map<TaskId, number | null>();
  let run: ((taskId: TaskId) => Promise<void>) | null = null;
  let isPaused = false;
  let isClosed = false;

  const runOne = async (taskId: TaskId, start: (taskId: TaskId) => Promise<void>) => {
    try {
      await start(taskId);
    } finally {
      const addedAgain = running.get(taskId) ?? null;
      running.delete(taskId);
      if (addedAgain !== null) waiting.add(taskId, addedAgain);
    }
  };

  const hasFreeSlot = () => !isPaused && !isClosed && slots.pending < slots.concurrency;

  const fill = () => {
    const start = run;
    if (start === null) return;
    while (hasFreeSlot()) {
      const taskId = waiting.take();
      if (taskId === undefined) return;
      running.set(taskId, null);
      void slots.add(() => runOne(taskId, start));
    }
  };
  slots.addEventListener('next', fill);

  return {
    start(callback) {
      run = callback;
      fill();
    },
    add(taskId, priority) {
      if (running.has(taskId)) running.set(taskId, priority);
      else waiting.add(taskId, priority);
      fill();
    },
    remove(taskId) {
      const wasAddedAgain = (running.get(taskId) ?? null) !== null;
      if (wasAddedAgain) running.set(taskId, null);
      return wasAddedAgain || waiting.remove(taskId);
    },
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
      fill();
    },
    setConcurrency(count) {
      slots.concurrency = count;
      fill();
    },
    get waitingCount() {
      return waiting.size;
    },
    get runningCount() {
      return running.size;
    },
    async close() {
      isClosed = true;
      await slots.onIdle();
    },
  };
}
