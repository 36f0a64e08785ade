import type { Attempt, Task, TaskId } from '../../shared/task/task.ts';
import type { Ledger } from '../ledger/ledger.ts';
import {
  asCancelled,
  asFailed,
  asMade,
  asQueued,
  asRunning,
  asSkipped,
  withPartly,
  type Ending,
} from '../ledger/transitions.ts';
import type { HistoryStore, Made, ReplacedSource, StoredTask } from '../ports.ts';
import { asSeen } from '../admission/admit.ts';
import type { Attempts } from '../attempt/attempt-task.ts';
import { type AttemptOutcome, failedByBug, failureOf } from '../worker-pool/outcome.ts';

/** Why a running attempt is ended. `stop`: the engine closes, and the task goes on at the next start. */
export type AbortReason = 'cancel' | 'remove' | 'stop';

export interface TaskRunnerParts {
  readonly ledger: Ledger;
  readonly history: HistoryStore;
  readonly attempts: Attempts;
  /** The task is queued once more because its worker died. */
  readonly requeue: (stored: StoredTask) => void;
  /** The task has ended and was to be removed. */
  readonly remove: (taskId: TaskId) => void;
}

export interface TaskRunner {
  /** One attempt of a queued task; a task that is not queued any more is passed over. Rejects only if storing fails. */
  run(taskId: TaskId): Promise<void>;
  /** True if the task was running; its attempt then ends soon. */
  abort(taskId: TaskId, reason: AbortReason): boolean;
  abortAll(reason: AbortReason): void;
}

interface Running {
  readonly controller: AbortController;
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

export function createTaskRunner(parts: TaskRunnerParts): TaskRunner {
  const { ledger, history } = parts;
  const running = new Map<TaskId, Running>();
  /** Tasks whose worker died once. A second time they fail. */
  const crashedOnce = new Set<TaskId>();

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
      case 'crashed':
      case 'not-started':
        if (!crashedOnce.has(task.id)) return asQueued(task, task.queuedAt);
        return asFailed(task, ending, outcome.failure);
    }
  };

  const attemptOnce = async (
    stored: StoredTask,
    signal: AbortSignal,
    noteWorker: (worker: string) => void,
  ): Promise<AttemptOutcome> => {
    const { id, batchId, attempts } = stored.task;
    const recipe = ledger.findBatch(batchId)?.batch.recipe;
    if (!recipe) return failedByBug(new Error('the batch of a running task is gone'));
    const noteTemporaryPaths = (paths: readonly (string | null)[]) =>
      history.noteTemporaryPaths(id, attempts, paths);
    const noteMade = (made: Made) => history.noteMade(id, attempts, made);
    const noteReplaced = (replaced: ReplacedSource | null) =>
      replaced ? history.noteReplaced(id, replaced) : history.forgetReplaced(id);
    const order = { stored, recipe, noteTemporaryPaths, noteMade, noteReplaced, noteWorker };
    const outcome = await parts.attempts.run(order, signal);
    if (outcome.kind !== 'failed') return outcome;
    const found = { root: stored.root, sizeBytes: stored.task.sizeBytes };
    return { ...outcome, failure: asSeen(outcome.failure, found) };
  };

  const store = (ended: Ended, attempt: Attempt) => {
    const { taskId, outcome, finishedAt } = ended;
    const log = 'log' in outcome ? outcome.log : null;
    const row = { ...attempt, finishedAt, endedAs: endedAs(ended), log };
    ledger.changeTasks([taskId], (task) => nextOf(task, ended), row);
  };

  const follow = (stored: StoredTask, { outcome, reason }: Ended) => {
    const { id } = stored.task;
    const isTriedAgain = hasCrashed(outcome) && !crashedOnce.has(id);
    if (isTriedAgain) crashedOnce.add(id);
    else crashedOnce.delete(id);
    if (reason === 'remove') parts.remove(id);
    else if (isTriedAgain) parts.requeue(stored);
  };

  const attemptAndStore = async (stored: StoredTask, mine: Running, begun: Attempt) => {
    const { id } = stored.task;
    const clock = performance.now();
    let made: Pick<Attempt, 'worker'> = {};
    const noteWorker = (worker: string) => {
      made = { worker };
    };
    const outcome = await attemptOnce(stored, mine.controller.signal, noteWorker);
    const durationMs = performance.now() - clock;
    const { reason } = mine;
    // A worker that died while it was being ended was simply ended.
    const wasEnded = reason !== null && hasCrashed(outcome);
    const ended: Ended = {
      taskId: id,
      outcome: wasEnded ? { kind: 'aborted' } : outcome,
      reason,
      finishedAt: Date.now(),
      durationMs,
    };
    store(ended, { ...begun, ...made });
    running.delete(id);
    follow(stored, ended);
  };

  return {
    async run(taskId) {
      const queued = ledger.get(taskId)?.task;
      if (queued?.status !== 'queued') return;
      const begun = beginning(queued);
      ledger.changeTasks([taskId], (task) => asRunning(task, begun.startedAt), begun);
      const stored = ledger.get(taskId);
      if (!stored) return;
      const mine: Running = { controller: new AbortController(), reason: null };
      running.set(taskId, mine);
      await attemptAndStore(stored, mine, begun).finally(() => running.delete(taskId));
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
