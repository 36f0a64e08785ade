import type { Engine } from '../../engine/index.ts';
import type { Change } from '../../shared/task/change.ts';
import { isSettled } from '../../shared/task/status.ts';
import { followHolds } from '../../shared/task/follow-holds.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import type { Request } from '../args/choose-recipe.ts';
import type { Reporter } from '../report/reporter.ts';
import { type Summary, Totals } from '../report/summary.ts';
import type { Earlier } from './go-on.ts';

/** Follows one batch on an engine that does nothing else. `earlier` is what it did before it was interrupted. */
function follow(
  reporter: Reporter,
  totals: Totals,
  earlier: Earlier | null,
): (changes: readonly Change[]) => void {
  const waiting = new Set<TaskId>();
  /** A batch that goes on announces all its tasks as they are, perhaps more than once. */
  const settledOnce = earlier && new Set<TaskId>();
  let isWalking = true;
  const settle = (task: Task) => {
    if (settledOnce?.has(task.id)) return;
    settledOnce?.add(task.id);
    const isEarlier = earlier !== null && task.number <= earlier.lastNumber;
    totals.add(task, isEarlier);
    if (isEarlier) reporter.settledBefore(task);
    else reporter.settled(task);
  };
  const note = (change: Change) => {
    if (change.kind === 'batch') {
      isWalking = change.batch.isWalking;
      totals.leftOut = change.batch.leftOut;
    }
    if (change.kind !== 'task') return;
    const { task } = change;
    if (!isSettled(task.status)) waiting.add(task.id);
    else {
      // One with nothing to do never waited.
      waiting.delete(task.id);
      settle(task);
    }
  };
  return (changes) => {
    changes.forEach(note);
    const settled = totals.settledCount;
    const { failedCount: failed, earlierCount: before } = totals;
    reporter.progress({ settled, total: settled + waiting.size, before, failed, isWalking });
  };
}

/** What a run came to. `batchId` is null when nothing that was named could be taken. */
export interface Ran {
  readonly summary: Summary;
  readonly batchId: BatchId | null;
  readonly isGivenUp: boolean;
}

interface Asked {
  readonly request: Request;
  readonly reporter: Reporter;
  /** The batch that goes on; null for a new one. */
  readonly earlier: Earlier | null;
  readonly stop: AbortSignal;
  /** Whether the rest is cancelled once nothing more can be written. */
  readonly givesUp: boolean;
}

/**
 * Does everything that was asked for and reports it. When `stop` is aborted, running attempts end and are
 * cleaned up, what waits is cancelled, and it still answers.
 */
export async function run(
  engine: Engine,
  { request, reporter, earlier, stop, givesUp }: Asked,
): Promise<Ran> {
  const totals = new Totals(request.recipe.destination);
  const cancel = () => engine.cancel('all');
  let isGivenUp = false;
  const noteHold = followHolds((hold) => {
    if (hold === null || isGivenUp) return;
    // A bug says so itself and ends the run.
    if (hold.reason === 'history-full' || hold.reason === 'history-refuses') return;
    isGivenUp = givesUp && hold.reason !== 'crash-loop';
    reporter.held(hold, isGivenUp);
    // In a later turn: whoever announces it has not done so to all.
    if (isGivenUp) queueMicrotask(cancel);
  });
  const note = follow(reporter, totals, earlier);
  const unsubscribe = engine.subscribe((changes) => {
    noteHold(changes);
    note(changes);
  });
  const more = earlier && { batchId: earlier.batchId };
  const receipt = await engine.enqueue({ ...request, origin: 'terminal', ...more });
  for (const refusal of receipt.refused) {
    totals.refuse();
    reporter.refused(refusal);
  }
  stop.addEventListener('abort', cancel, { once: true });
  if (stop.aborted) cancel();
  if (receipt.batchId !== null) await engine.settled(receipt.batchId);
  stop.removeEventListener('abort', cancel);
  unsubscribe();
  return { summary: totals.summary(), batchId: receipt.batchId, isGivenUp };
}
