import { setImmediate as laterTurn } from 'node:timers/promises';
import { isSettled } from '../../shared/task/status.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { asMade, asQueued } from '../ledger/transitions.ts';
import type { Mark } from '../marks/marks.ts';
import type {
  FoundFile,
  HistoryStore,
  Made,
  Scheduler,
  StoredBatch,
  StoredTask,
} from '../ports.ts';
import type { InterruptedWalk } from './batch-filling.ts';

/** Unfinished batches of another history and all their tasks, settled ones too. */
export interface AdoptedBatches {
  readonly batches: readonly { readonly stored: StoredBatch; readonly mark: Mark | null }[];
  readonly tasks: AsyncIterable<readonly StoredTask[]>;
  /** What attempts at them that never ended have in place all the same. */
  readonly whole: ReadonlyMap<TaskId, Made>;
}

export interface AdoptionParts {
  readonly history: Pick<
    HistoryStore,
    'find' | 'findBatch' | 'keepMark' | 'quiet' | 'saveTasks' | 'together'
  >;
  readonly ledger: Ledger;
  readonly scheduler: Pick<Scheduler, 'add'>;
  readonly walkAgain: (interrupted: InterruptedWalk) => void;
}

/** What ran there was broken off, or done but for the word of it. */
function asHere(task: Task, made: Made | undefined): Task {
  if (task.status !== 'running') return task;
  const ending = { finishedAt: Date.now(), durationMs: null };
  return made ? asMade(task, ending, made) : asQueued(task, task.queuedAt);
}

const asFound = (adopted: StoredTask): FoundFile => {
  const { sourcePath, sizeBytes } = adopted.task;
  return { path: sourcePath, root: adopted.root, sizeBytes, adopted };
};

/**
 * Goes on with what another history knew to be unfinished, under the ids it had there: what an earlier call, broken off, has
 * brought here is left as it is. Resolves with how many tasks wait now that did not before.
 */
export async function adoptBatches(
  { history, ledger, scheduler, walkAgain }: AdoptionParts,
  { batches, tasks, whole }: AdoptedBatches,
): Promise<number> {
  const adopted = new Map<BatchId, { stored: StoredBatch; existing: StoredTask[] }>();
  for (const { stored, mark } of batches) {
    const { id } = stored.batch;
    if (mark) history.keepMark(mark);
    const known = history.findBatch(id);
    // Not walked before all that it has is here: a start in between would make again what it had finished.
    if (!known) ledger.addBatch({ ...stored.batch, isWalking: false }, stored.roots, id);
    else if (!ledger.findBatch(id)) ledger.restore([known], []);
    adopted.set(id, { stored, existing: [] });
  }
  let waitingCount = 0;
  for await (const page of tasks) {
    for (const [batchId, { stored, existing }] of adopted) {
      const ofBatch = page.filter(({ task }) => task.batchId === batchId);
      if (stored.batch.isWalking) existing.push(...ofBatch);
      const fresh = ofBatch
        .filter(({ task }) => history.find(task.id) === null)
        .map((one) => ({ ...one, task: asHere(one.task, whole.get(one.task.id)) }));
      history.together(() => {
        const added = { files: fresh.map(asFound), priority: 0, firstCounter: 1 };
        const settled = ledger
          .addTasks(batchId, added)
          .flatMap(({ task }) => (isSettled(task.status) ? [task] : []));
        // With what only the end of a task tells.
        history.saveTasks(settled);
      });
      const waiting = fresh.filter(({ task }) => task.status === 'queued');
      for (const { task, priority } of waiting) scheduler.add(task.id, priority);
      waitingCount += waiting.length;
    }
    await laterTurn();
    await history.quiet();
  }
  for (const [id, { stored, existing }] of adopted) {
    if (!stored.batch.isWalking || ledger.findBatch(id)?.batch.isWalking) continue;
    ledger.changeBatch(id, { isWalking: true });
    walkAgain({ stored, existing, removed: [] });
  }
  await ledger.flushed();
  return waitingCount;
}
