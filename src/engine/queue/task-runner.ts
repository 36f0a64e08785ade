import type { Attempt, Task, TaskId } from '../../shared/task/task.ts';
import type { AttemptWrite, Ledger } from '../ledger/ledger.ts';
import {
  asCancelled,
  asFailed,
  asMade,
  asQueued,
  asReturned,
  asRunning,
  asSkipped,
  withPartly,
  type Ending,
} from '../ledger/transitions.ts';
import type { HistoryStore, ReplacedSource, StoredTask } from '../ports.ts';
import { asSeen } from '../admission/admit.ts';
import type { AttemptOrder, Attempts, TaskLease } from '../attempt/attempt-task.ts';
import { createLeaseSizes } from './lease-sizes.ts';
import { type AttemptOutcome, failedByBug, failureOf } from '../worker-pool/outcome.ts';

/** Why a running attempt is ended. `stop`: the engine closes, and the task goes on at the next start. */
export type AbortReason = 'cancel' | 'remove' | 'stop';

export interface TaskRunnerParts {
  readonly ledger: Ledger;
  readonly history: HistoryStore;
  readonly attempts: Attempts;
  /** The task is queued once more because its worker died, with it or with another one of its lease. */
  readonly requeue: (stored: StoredTask) => void;
  /** The task has ended and was to be removed. */
  readonly remove: (taskId: TaskId) => void;
}

export interface TaskRunner {
  /**
   * One attempt of each queued task, by one worker; a task that is not queued any more is passed over. Rejects only if
   * storing fails.
   */
  run(lease: readonly TaskId[]): Promise<void>;
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

const hasCrashed = ({ kind }: AttemptOutcome) => kind === 'crashed' || kind === 'not-started';

/** An attempt as it is stored. `reason` is why it was aborted. */
interface Ended extends Ending {
  readonly taskId: TaskId;
  readonly outcome: AttemptOutcome;
  readonly reason: AbortReason | null;
}

/** How the attempt's row in the history says it ended. */
function endedAs({ outcome, reason }: Ended): string {
  if (outcome.kind === 'aborted') return reason === 'stop' ? 'stopped' : 'cancelled';
  if (outcome.kind === 'succeeded') return outcome.faults?.[0]?.failure.code ?? 'succeeded';
  return failureOf(outcome)?.code ?? outcome.kind;
}

/** The next attempt of a task, as it begins. */
function beginning({ attempts }: Task): Attempt {
  const startedAt = Date.now();
  return { attempt: attempts + 1, startedAt, finishedAt: null, endedAs: null, log: null };
}

/** One attempt of a lease, stored as begun once `order.begin` has resolved. */
interface Begun {
  /** As it is once it has begun. */
  readonly stored: StoredTask;
  readonly attempt: Attempt;
  readonly mine: Running;
}

/** A worker that is held for some tasks, and those of them that it has still to make. */
interface OpenLease extends TaskLease {
  readonly unmade: Set<TaskId>;
}

/** What an attempt leaves to the one who stores its end. */
interface AttemptEnd extends Pick<AttemptOrder, 'begin'> {
  worker?: string;
  store?: () => void;
}

export function createTaskRunner(parts: TaskRunnerParts): TaskRunner {
  const { ledger, history, attempts } = parts;
  const running = new Map<TaskId, Running>();
  /** Tasks whose worker died once. A second time they fail. */
  const crashedOnce = new Set<TaskId>();
  const sizes = createLeaseSizes();

  const nextOf = (task: Task, { outcome, reason, ...ending }: Ended): Task => {
    switch (outcome.kind) {
      case 'succeeded':
        return asMade(task, ending, outcome);
      case 'skipped':
        return asSkipped(task, ending, outcome.reason);
      case 'failed':
        return asFailed(withPartly(task, outcome.partly), ending, outcome.failure);
      case 'aborted':
        return reason === 'stop' ? asQueued(task, task.queuedAt) : asCancelled(task, ending);
      case 'returned':
        return asReturned(task);
      case 'crashed':
      case 'not-started':
        if (!crashedOnce.has(task.id)) return asQueued(task, task.queuedAt);
        return asFailed(task, ending, outcome.failure);
    }
  };

  const prepare = (taskId: TaskId): Begun[] => {
    const queued = ledger.get(taskId);
    if (queued?.task.status !== 'queued') return [];
    const attempt = beginning(queued.task);
    const mine: Running = {
      controller: new AbortController(),
      begunAt: performance.now(),
      madeAt: null,
      reason: null,
    };
    running.set(taskId, mine);
    const stored = { ...queued, task: asRunning(queued.task, attempt.startedAt) };
    return [{ stored, attempt, mine }];
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
    const recipe = ledger.findBatch(batchId)?.batch.recipe;
    if (!recipe) return failedByBug(new Error('the batch of a running task is gone'));
    const order: AttemptOrder = {
      stored,
      recipe,
      begin: end.begin,
      async noteTemporaryPaths(paths) {
        const store = () => history.noteTemporaryPaths(taskId, attempt, paths);
        await ledger.changeByAttempt({ taskId, store, mayBeLost: true }, true);
      },
      // While its worker has more to make, nobody waits for this one.
      async noteMade(made) {
        const store = () => history.noteMade(taskId, attempt, made);
        await ledger.changeByAttempt({ taskId, store }, !lease.unmade.size);
      },
      noteReplaced: (replaced: ReplacedSource | null) =>
        replaced ? history.noteReplaced(taskId, replaced) : history.forgetReplaced(taskId),
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
    if (outcome.kind !== 'failed') return outcome;
    const found = { root: stored.root, sizeBytes: stored.task.sizeBytes };
    return { ...outcome, failure: asSeen(outcome.failure, found) };
  };

  const follow = ({ stored }: Begun, { outcome, reason }: Ended) => {
    const { id } = stored.task;
    const isTriedAgain = hasCrashed(outcome) && !crashedOnce.has(id);
    if (isTriedAgain) crashedOnce.add(id);
    else if (outcome.kind !== 'returned') crashedOnce.delete(id);
    if (reason === 'remove') parts.remove(id);
    else if (isTriedAgain || outcome.kind === 'returned') parts.requeue(stored);
  };

  const attemptAndStore = async (begun: Begun, lease: OpenLease): Promise<void> => {
    const { stored, mine } = begun;
    const { id: taskId, batchId } = stored.task;
    let hasBegun: Promise<boolean> | null = null;
    const more: AttemptEnd = { begin: (paths) => (hasBegun ??= begin(begun, paths)) };
    const outcome = await attemptOnce(begun, lease, more);
    // One that could not even be prepared begins and ends at once.
    if (!(await more.begin(null))) return void lease.unmade.delete(taskId);
    const durationMs = (mine.madeAt ?? performance.now()) - mine.begunAt;
    if (outcome.kind === 'succeeded') sizes.learn(batchId, durationMs);
    lease.unmade.delete(taskId);
    const isUrgent = lease.unmade.size === 0;
    const finishedAt = Date.now();
    // What people do until this is stored still counts.
    const ended = (): Ended => {
      const { reason } = mine;
      // A worker that died while it was being ended was simply ended.
      const wasEnded = reason !== null && (hasCrashed(outcome) || outcome.kind === 'returned');
      const end = { taskId, reason, finishedAt, durationMs };
      return { ...end, outcome: wasEnded ? { kind: 'aborted' } : outcome };
    };
    const write: AttemptWrite = {
      taskId,
      next(task) {
        running.delete(taskId);
        return nextOf(task, ended());
      },
      attempt: () => ({
        ...begun.attempt,
        finishedAt,
        endedAs: endedAs(ended()),
        log: 'log' in outcome ? outcome.log : null,
        ...(more.worker !== undefined && { worker: more.worker }),
      }),
      ...(more.store && { store: more.store }),
      afterwards: () => follow(begun, ended()),
    };
    await ledger.changeByAttempt(write, isUrgent);
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
