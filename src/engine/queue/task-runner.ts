import type { Recipe } from '../../shared/task/recipe.ts';
import type { TaskId } from '../../shared/task/task.ts';
import type { AttemptWrite, Ledger } from '../ledger/ledger.ts';
import { asRunning } from '../ledger/transitions.ts';
import type { HistoryStore, StoredTask } from '../ports.ts';
import { asSeen } from '../admission/admit.ts';
import type { Attempts, TaskLease } from '../attempt/attempt-task.ts';
import type { AttemptOrder } from '../attempt/attempt-order.ts';
import type { FailedWrite } from '../attempt/destination-guard.ts';
import { type AbortReason, type Ended, endedAs, taskAfter } from './attempt-end.ts';
import { type AttemptTimes, beginAttempt } from './attempt-times.ts';
import { createLeaseSizes } from './lease-sizes.ts';
import { type AttemptOutcome, failedByBug, hasCrashed } from '../worker-pool/outcome.ts';

export interface AttemptToHold extends Pick<FailedWrite, 'planned'> {
  readonly outcome: AttemptOutcome;
  /** By `performance.now()`. */
  readonly begunAt: number;
}

export interface TaskRunnerParts {
  readonly ledger: Ledger;
  readonly history: HistoryStore;
  readonly attempts: Attempts;
  /** The task is queued once more because its worker died, with it or with another one of its lease. */
  readonly requeue: (stored: StoredTask) => void;
  /** The task has ended and was to be removed. */
  readonly remove: (taskId: TaskId) => void;
  /**
   * Told of every attempt before its end is stored. True if it waits because nothing can be written where it goes.
   */
  readonly isHeldUp: (
    stored: StoredTask,
    recipe: Recipe,
    ended: AttemptToHold,
  ) => Promise<boolean> | boolean;
  /** A worker died at this picture. */
  readonly noteCrash: (sourcePath: string) => void;
}

export interface TaskRunner {
  /**
   * One attempt of each queued task, by one worker; a task that is not queued any more is passed over. Rejects only if
   * storing fails: what could not be stored is kept for `storeAgain`.
   */
  run(lease: readonly TaskId[]): Promise<void>;
  readonly hasUnstored: boolean;
  /** Stores what could not be stored, and has those tasks wait again that could not begin. Rejects if that fails again. */
  storeAgain(): Promise<void>;
  mayJoin(lease: readonly TaskId[], next: TaskId): boolean;
  /** True if the task was running; its attempt then ends soon. */
  abort(taskId: TaskId, reason: AbortReason): boolean;
  abortAll(reason: AbortReason): void;
}

interface Running {
  readonly controller: AbortController;
  /** By `performance.now()`: when a worker took it up, or would have. */
  begunAt: number;
  /** When its worker was done with it; null until then. */
  madeAt: number | null;
  reason: AbortReason | null;
}

/** One attempt of a lease, stored as begun once `order.begin` has resolved. */
interface Begun extends AttemptTimes {
  /** As it is once it has begun. */
  readonly stored: StoredTask;
  readonly mine: Running;
}

/** A worker that is held for some tasks, and those of them that it has still to make. */
interface OpenLease extends TaskLease {
  readonly unmade: Set<TaskId>;
}

/** What an attempt leaves to the one who stores its end. */
interface AttemptEnd extends Pick<AttemptOrder, 'begin'> {
  planned?: FailedWrite['planned'];
  worker?: string;
  store?: () => void;
  /** Why something that comes before the end could not be stored. */
  refusal?: unknown;
  isHeld?: boolean;
}

export function createTaskRunner(parts: TaskRunnerParts): TaskRunner {
  const { ledger, history, attempts } = parts;
  const running = new Map<TaskId, Running>();
  /** Tasks whose worker died once. A second time they fail. */
  const crashedOnce = new Set<TaskId>();
  /** Each stores one thing that could not be stored. */
  let unstored: (() => Promise<void>)[] = [];
  const sizes = createLeaseSizes();

  const prepare = (taskId: TaskId): Begun[] => {
    const queued = ledger.get(taskId);
    if (queued?.task.status !== 'queued') return [];
    const times = beginAttempt(queued.task);
    const mine: Running = {
      controller: new AbortController(),
      begunAt: performance.now(),
      madeAt: null,
      reason: null,
    };
    running.set(taskId, mine);
    const stored = { ...queued, task: asRunning(queued.task, times.attempt.startedAt) };
    return [{ ...times, stored, mine }];
  };

  const begin = async (
    { stored, attempt }: Begun,
    temporaryPaths: readonly string[] | null,
  ): Promise<boolean> => {
    const { id: taskId } = stored.task;
    const write: AttemptWrite = {
      taskId,
      next: (task) => (task.status === 'queued' ? asRunning(task, attempt.startedAt) : null),
      attempt: () => attempt,
      mayBeLost: true,
      ...(temporaryPaths && {
        store: () => history.noteTemporaryPaths(taskId, attempt.attempt, temporaryPaths),
      }),
    };
    return (await ledger.changeByAttempt(write, true)) !== null;
  };

  const attemptOnce = async (
    { stored, mine }: Begun,
    lease: OpenLease,
    end: AttemptEnd,
  ): Promise<AttemptOutcome> => {
    const { id: taskId, batchId, attempts: attempt } = stored.task;
    const batch = ledger.findBatch(batchId)?.batch;
    if (!batch) return failedByBug(new Error('the batch of a running task is gone'));
    const store = (write: Omit<AttemptWrite, 'taskId'>, isUrgent: boolean) =>
      ledger.changeByAttempt({ taskId, ...write }, isUrgent).catch((error: unknown) => {
        end.refusal = error;
        throw error;
      });
    const order: AttemptOrder = {
      stored,
      recipe: batch.recipe,
      isPrivate: batch.isPrivate === true,
      begin: end.begin,
      async noteTemporaryPaths(paths) {
        const note = () => history.noteTemporaryPaths(taskId, attempt, paths);
        await store({ store: note, mayBeLost: true }, true);
      },
      // While its worker has more to make, nobody waits for this one.
      async noteMade(made) {
        lease.unmade.delete(taskId);
        await store({ store: () => history.noteMade(taskId, attempt, made) }, !lease.unmade.size);
      },
      notePlanned(planned) {
        end.planned = planned;
      },
      async noteReplaced(replaced) {
        await store({ store: () => history.noteReplaced(taskId, replaced) }, true);
      },
      async noteReturned(path) {
        await store({ store: () => history.forgetReplaced(taskId, path) }, true);
      },
      noteWorker: (worker) => {
        end.worker = worker;
        mine.madeAt = performance.now();
        lease.unmade.delete(taskId);
      },
      noteBegun: () => {
        mine.begunAt = performance.now();
      },
      storeAtEnd: (store) => {
        end.store = store;
      },
    };
    const outcome = await lease.run(order, mine.controller.signal);
    const { planned = null } = end;
    const ended = { outcome, begunAt: mine.begunAt, planned };
    end.isHeld = await parts.isHeldUp(stored, batch.recipe, ended);
    if (outcome.kind !== 'failed') return outcome;
    const found = { root: stored.root, sizeBytes: stored.task.sizeBytes };
    return { ...outcome, failure: asSeen(outcome.failure, found) };
  };

  const follow = ({ stored }: Begun, { outcome, reason, isHeld }: Ended) => {
    const { id, sourcePath } = stored.task;
    if (outcome.kind === 'crashed') parts.noteCrash(sourcePath);
    const isTriedAgain = hasCrashed(outcome) && !crashedOnce.has(id);
    if (isTriedAgain) crashedOnce.add(id);
    else if (outcome.kind !== 'returned') crashedOnce.delete(id);
    if (reason === 'remove') parts.remove(id);
    else if (isTriedAgain || outcome.kind === 'returned' || isHeld) parts.requeue(stored);
  };

  /** Stores the end of an attempt. What was stored already, and only not flushed, is flushed. */
  const storeEnd = async (write: AttemptWrite, isUrgent: boolean): Promise<void> => {
    const isRunning = ledger.get(write.taskId)?.task.status === 'running';
    await (isRunning ? ledger.changeByAttempt(write, isUrgent) : ledger.flushed());
  };

  const attemptAndStore = async (begun: Begun, lease: OpenLease): Promise<void> => {
    const { stored, mine } = begun;
    const { id: taskId, batchId } = stored.task;
    let hasBegun: Promise<boolean> | null = null;
    const more: AttemptEnd = { begin: (paths) => (hasBegun ??= begin(begun, paths)) };
    const tried = await attemptOnce(begun, lease, more);
    // One that could not even be prepared begins and ends at once.
    const isBegun = await more.begin(null).catch((error: unknown) => {
      unstored.push(() => Promise.resolve(parts.requeue(stored)));
      throw error;
    });
    if (!isBegun) return void lease.unmade.delete(taskId);
    // Nothing has its name yet.
    const isUntried = 'refusal' in more || (more.isHeld && tried.kind !== 'succeeded');
    const outcome: AttemptOutcome = isUntried ? { kind: 'returned' } : tried;
    const isHeld = more.isHeld === true && outcome.kind === 'succeeded';
    const durationMs = (mine.madeAt ?? performance.now()) - mine.begunAt;
    if (outcome.kind === 'succeeded') sizes.learn(batchId, durationMs);
    lease.unmade.delete(taskId);
    const isUrgent = lease.unmade.size === 0;
    const { attemptMs, taskMs } = begun.end();
    // What people do until this is stored still counts.
    const ended = (): Ended => {
      const { reason } = mine;
      // A worker that died while it was being ended was simply ended.
      const wasEnded = reason !== null && (hasCrashed(outcome) || outcome.kind === 'returned');
      const end = { reason, finishedAt: taskMs, durationMs, isHeld };
      return { ...end, outcome: wasEnded ? { kind: 'aborted' } : outcome };
    };
    const write: AttemptWrite = {
      taskId,
      next(task) {
        running.delete(taskId);
        return taskAfter(task, ended(), crashedOnce);
      },
      attempt: () => ({
        ...begun.attempt,
        finishedAt: attemptMs,
        endedAs: endedAs(ended()),
        log: 'log' in outcome ? outcome.log : null,
        ...(more.worker !== undefined && { worker: more.worker }),
      }),
      ...(more.store && { store: more.store }),
      afterwards: () => follow(begun, ended()),
    };
    await storeEnd(write, isUrgent).catch((error: unknown) => {
      unstored.push(() => storeEnd(write, true));
      throw error;
    });
    if ('refusal' in more) throw more.refusal;
  };

  return {
    async run(taskIds) {
      const begun = taskIds.flatMap(prepare);
      const unmade = new Set(begun.map(({ stored }) => stored.task.id));
      const lease: OpenLease = { ...attempts.lease(), unmade };
      const ends = await Promise.allSettled(begun.map((one) => attemptAndStore(one, lease)));
      for (const { stored } of begun) running.delete(stored.task.id);
      lease.end();
      const lost = ends.find((end) => end.status === 'rejected');
      if (lost) throw lost.reason;
    },
    get hasUnstored() {
      return unstored.length > 0;
    },
    async storeAgain() {
      const left = unstored;
      unstored = [];
      const tries = await Promise.allSettled(left.map((store) => store()));
      unstored.push(...left.filter((_, at) => tries[at]?.status === 'rejected'));
      const refused = tries.find((one) => one.status === 'rejected');
      if (refused) throw refused.reason;
    },
    mayJoin(lease, next) {
      if (!attempts.isWorthLeasing) return false;
      const [first, ...others] = [...lease, next].map((taskId) => ledger.get(taskId)?.task);
      const isAlone = [...lease, next].some((taskId) => crashedOnce.has(taskId));
      return !isAlone && sizes.fits(first, others);
    },
    abort(taskId, reason) {
      const found = running.get(taskId);
      if (!found) return false;
      if (found.reason !== 'remove') found.reason = reason;
      found.controller.abort();
      return true;
    },
    abortAll(reason) {
      for (const found of running.values()) {
        found.reason ??= reason;
        found.controller.abort();
      }
    },
  };
}
