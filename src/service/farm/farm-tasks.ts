import type { AttemptOrder, AttemptOutcome } from '../../engine/index.ts';
import type { TaskId } from '../../shared/task/task.ts';
import type { FarmEnd } from './job-queue.ts';

/** Sends changes of the queue to Redis, in order, without waiting for the answers. */
export interface Outbox {
  add(taskId: TaskId, priority: number): void;
  remove(taskId: TaskId): void;
  /** A worker that has it may stop. */
  abort(taskId: TaskId): void;
}

/**
 * Which tasks wait on the farm and which run, as far as this service knows. It knows no Redis: what happens there
 * arrives as `started` and `ended`, late, doubled or never, and then does no harm.
 */
export interface FarmTasks {
  readonly waitingCount: number;
  readonly runningCount: number;
  /** Every task that waits or runs, with its priority. */
  all(): (readonly [TaskId, number])[];
  /** Whether it waits or runs and its end is still to come. */
  awaits(taskId: TaskId): boolean;
  start(run: (taskId: TaskId) => Promise<void>): void;
  add(taskId: TaskId, priority: number): void;
  remove(taskId: TaskId): boolean;
  started(taskId: TaskId): void;
  ended(taskId: TaskId, end: FarmEnd): void;
  /** The end of the attempt that a worker of the farm makes. */
  attempt(order: AttemptOrder, signal: AbortSignal): Promise<AttemptOutcome>;
  /** Starts nothing more; resolves when nothing runs. From then on an abort leaves the worker alone. */
  close(): Promise<void>;
}

interface Running {
  readonly priority: number;
  /** The priority it was added with again meanwhile. */
  again: number | null;
  hasEnded: boolean;
  readonly over: Promise<void>;
}

export function createFarmTasks(outbox: Outbox): FarmTasks {
  const waiting = new Map<TaskId, number>();
  const running = new Map<TaskId, Running>();
  const endings = new Map<TaskId, PromiseWithResolvers<FarmEnd>>();
  let run: ((taskId: TaskId) => Promise<void>) | null = null;
  let isClosed = false;

  const endingOf = (taskId: TaskId) => {
    const ending = endings.get(taskId) ?? Promise.withResolvers<FarmEnd>();
    endings.set(taskId, ending);
    return ending;
  };

  const put = (taskId: TaskId, priority: number) => {
    waiting.set(taskId, priority);
    outbox.add(taskId, priority);
  };

  const finish = (taskId: TaskId) => {
    const again = running.get(taskId)?.again ?? null;
    running.delete(taskId);
    endings.delete(taskId);
    if (again !== null) put(taskId, again);
  };

  const begin = (taskId: TaskId) => {
    const priority = waiting.get(taskId);
    if (run === null || isClosed || priority === undefined) return;
    waiting.delete(taskId);
    const mine = Promise.withResolvers<void>();
    running.set(taskId, { priority, again: null, hasEnded: false, over: mine.promise });
    void run(taskId).finally(() => {
      finish(taskId);
      mine.resolve();
    });
  };

  return {
    get waitingCount() {
      return waiting.size;
    },
    get runningCount() {
      return running.size;
    },
    all() {
      const runs = Array.from(running, ([taskId, { priority }]) => [taskId, priority] as const);
      return [...waiting, ...runs];
    },
    awaits: (taskId) => waiting.has(taskId) || running.get(taskId)?.hasEnded === false,
    start(callback) {
      run = callback;
    },
    add(taskId, priority) {
      const mine = running.get(taskId);
      if (mine) mine.again = priority;
      else if (!waiting.has(taskId)) put(taskId, priority);
    },
    remove(taskId) {
      const mine = running.get(taskId);
      if (mine) {
        const wasAddedAgain = mine.again !== null;
        mine.again = null;
        return wasAddedAgain;
      }
      if (!waiting.delete(taskId)) return false;
      outbox.remove(taskId);
      return true;
    },
    started: begin,
    ended(taskId, end) {
      if (isClosed || !(waiting.has(taskId) || running.has(taskId))) return;
      endingOf(taskId).resolve(end);
      // Its start was not heard of.
      begin(taskId);
      const mine = running.get(taskId);
      if (mine) mine.hasEnded = true;
    },
    async attempt({ stored, begin: noteBegin, noteWorker }, signal) {
      const { id } = stored.task;
      if (!(await noteBegin(null))) return { kind: 'aborted' };
      const ending = endingOf(id);
      const mine = running.get(id);
      const abort = () => {
        if (!isClosed) outbox.abort(id);
        if (mine) mine.hasEnded = true;
        ending.resolve({ kind: 'aborted' });
      };
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
      const { worker, ...end } = await ending.promise;
      if (worker !== undefined) noteWorker?.(worker);
      return end;
    },
    async close() {
      isClosed = true;
      await Promise.all(Array.from(running.values(), ({ over }) => over));
    },
  };
}
