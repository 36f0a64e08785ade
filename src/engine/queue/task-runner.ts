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
import { asSeen, type AttemptEnd, failedByBug } from '../attempt/attempt-end.ts';
import type { Attempts } from '../attempt/attempt-task.ts';

/** Why a running attempt is ended. `stop`: the engine closes, and the task shall go on at the next start. */
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

/** What an aborted attempt is depends on why; a worker that died while being ended was simply ended. */
function endFor(end: AttemptEnd, reason: AbortReason | null): AttemptEnd | { kind: 'stopped' } {
  const wasEnded = reason !== null && (end.kind === 'crashed' || end.kind === 'aborted');
  if (!wasEnded) return end;
  return { kind: reason === 'stop' ? 'stopped' : 'aborted' };
}

type TaskEnd = ReturnType<typeof endFor>;
type StoredEnding = Ending & { readonly taskId: TaskId };

/** How the attempt's row in the history says it ended. */
function endedAs(end: TaskEnd): string {
  if (end.kind === 'failed' || end.kind === 'crashed') return end.failure.code;
  if (end.kind === 'succeeded') return end.made.faults?.[0]?.failure.code ?? 'succeeded';
  return end.kind === 'aborted' ? 'cancelled' : end.kind;
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

  const nextOf = (task: Task, end: TaskEnd, ending: Ending): Task => {
    switch (end.kind) {
      case 'succeeded':
        return asMade(task, ending, end.made);
      case 'skipped':
        return asSkipped(task, ending, end.reason);
      case 'failed':
        return asFailed(withPartly(task, end.partly), ending, end.failure);
      case 'aborted':
        return asCancelled(task, ending);
      case 'stopped':
        return asQueued(task, task.queuedAt);
      case 'crashed':
        if (!crashedOnce.has(task.id)) return asQueued(task, task.queuedAt);
        return asFailed(task, ending, end.failure);
    }
  };

  const attemptOnce = async (
    stored: StoredTask,
    signal: AbortSignal,
    noteWorker: (worker: string) => void,
  ): Promise<AttemptEnd> => {
    const { id, batchId, attempts } = stored.task;
    const recipe = ledger.findBatch(batchId)?.batch.recipe;
    if (!recipe) return failedByBug(new Error('the batch of a running task is gone'));
    const noteAsidePaths = (paths: readonly (string | null)[]) =>
      history.noteAsidePaths(id, attempts, paths);
    const noteMade = (made: Made) => history.noteMade(id, attempts, made);
    const noteReplaced = (replaced: ReplacedSource | null) =>
      replaced ? history.noteReplaced(id, replaced) : history.forgetReplaced(id);
    const order = { stored, recipe, noteAsidePaths, noteMade, noteReplaced, noteWorker };
    const end = await parts.attempts.run(order, signal);
    if (end.kind !== 'failed') return end;
    const found = { root: stored.root, sizeBytes: stored.task.sizeBytes };
    return { ...end, failure: asSeen(end.failure, found) };
  };

  const store = (end: TaskEnd, attempt: Attempt, { taskId, ...ending }: StoredEnding) => {
    const { finishedAt } = ending;
    const log = 'log' in end ? end.log : null;
    const ended = { ...attempt, finishedAt, endedAs: endedAs(end), log };
    ledger.changeTasks([taskId], (task) => nextOf(task, end, ending), ended);
  };

  const follow = (stored: StoredTask, end: TaskEnd, reason: AbortReason | null) => {
    const { id } = stored.task;
    const isTriedAgain = end.kind === 'crashed' && !crashedOnce.has(id);
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
    const end = endFor(await attemptOnce(stored, mine.controller.signal, noteWorker), mine.reason);
    const durationMs = performance.now() - clock;
    store(end, { ...begun, ...made }, { taskId: id, finishedAt: Date.now(), durationMs });
    running.delete(id);
    follow(stored, end, mine.reason);
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
