import type { Engine } from '../../engine/index.ts';
import type { Change } from '../../shared/task/change.ts';
import { isSettled } from '../../shared/task/status.ts';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import type { Request } from '../args/choose-recipe.ts';
import type { Reporter } from '../report/reporter.ts';
import { type Summary, Totals } from '../report/summary.ts';

/** Follows one batch on an engine that does nothing else. */
function follow(reporter: Reporter, totals: Totals): (changes: readonly Change[]) => void {
  const waiting = new Set<TaskId>();
  let isWalking = true;
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
      totals.add(task);
      reporter.settled(task);
    }
  };
  return (changes) => {
    changes.forEach(note);
    const settled = totals.settledCount;
    const failed = totals.failedCount;
    reporter.progress({ settled, total: settled + waiting.size, failed, isWalking });
  };
}

/** What a run came to. `batchId` is null when nothing that was named could be taken. */
export interface Ran {
  readonly summary: Summary;
  readonly batchId: BatchId | null;
}

/**
 * Does everything that was asked for and reports it. When `stop` is aborted, running attempts end and are
 * cleaned up, what waits is cancelled, and it still answers.
 */
export async function run(
  engine: Engine,
  { request, reporter, stop }: { request: Request; reporter: Reporter; stop: AbortSignal },
): Promise<Ran> {
  const totals = new Totals(request.recipe.destination);
  const unsubscribe = engine.subscribe(follow(reporter, totals));
  const receipt = await engine.enqueue({ ...request, origin: 'terminal' });
  for (const refusal of receipt.refused) {
    totals.refuse();
    reporter.refused(refusal);
  }
  const cancel = () => engine.cancel('all');
  stop.addEventListener('abort', cancel, { once: true });
  if (stop.aborted) cancel();
  if (receipt.batchId !== null) await engine.settled(receipt.batchId);
  stop.removeEventListener('abort', cancel);
  unsubscribe();
  return { summary: totals.summary(), batchId: receipt.batchId };
}
