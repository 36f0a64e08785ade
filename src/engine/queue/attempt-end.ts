import type { Task, TaskId } from '../../shared/task/task.ts';
import {
  asCancelled,
  asFailed,
  asMade,
  asQueued,
  asReturned,
  asSkipped,
  type Ending,
  withPartly,
} from '../ledger/transitions.ts';
import { type AttemptOutcome, failureOf } from '../worker-pool/outcome.ts';

/** Why a running attempt is ended. `stop`: the engine closes, and the task goes on at the next start. */
export type AbortReason = 'cancel' | 'remove' | 'stop';

/** An attempt as it is stored. `reason` is why it was aborted. */
export interface Ended extends Ending {
  readonly outcome: AttemptOutcome;
  readonly reason: AbortReason | null;
  /** What is missing is made once the queue goes on. */
  readonly isHeld: boolean;
}

/** How the attempt's row in the history says it ended. */
export function endedAs({ outcome, reason }: Ended): string {
  if (outcome.kind === 'aborted') return reason === 'stop' ? 'stopped' : 'cancelled';
  if (outcome.kind === 'succeeded') return outcome.faults?.[0]?.failure.code ?? 'succeeded';
  return failureOf(outcome)?.code ?? outcome.kind;
}

/** What becomes of the task. The first death of a worker only has it wait again. */
export function taskAfter(
  task: Task,
  { outcome, reason, isHeld, ...ending }: Ended,
  crashedOnce: ReadonlySet<TaskId>,
): Task {
  switch (outcome.kind) {
    case 'succeeded': {
      const made = asMade(task, ending, outcome);
      return isHeld ? asQueued(made, task.queuedAt) : made;
    }
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
}
