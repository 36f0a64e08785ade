import { isSettled } from '../../shared/task/status.ts';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Unsubscribe } from '../ports.ts';
import type { ParkingScheduler } from '../scheduling/parking.ts';
import type { Slices } from './slices.ts';

/** What a person does to the turns of one batch. Both do nothing where nothing is left to do. */
export interface BatchPauses {
  /** What waits of it has no turn until it is resumed, also after a restart. What runs goes on. */
  pauseBatch(batchId: BatchId): void;
  /** What waits of it has its turn again, in the order it came. The queue as a whole may be paused all the same. */
  resumeBatch(batchId: BatchId): void;
}

export interface PausedBatches extends BatchPauses {
  /** Where the task waits as soon as it is added; null where it may have its turn. */
  placeOf(taskId: TaskId): string | null;
  /** Those of a lease whose batch is not paused; the others wait. */
  admit(lease: readonly TaskId[]): readonly TaskId[];
  /** Resumes every batch if nothing is left to do but what is paused. */
  resumeAllLeft(): void;
  /** To be called once all is there that was unfinished at the start. */
  look(): void;
  close: Unsubscribe;
}

interface PausedBatchesParts {
  readonly ledger: Ledger;
  readonly scheduler: Pick<ParkingScheduler, 'park' | 'release' | 'remove'>;
  readonly slices: Slices;
  /** Told whether something is left to do, and all of it is of paused batches. */
  readonly setAllLeftPaused: (is: boolean) => void;
}

/** The ledger's batches say which are paused; here is what follows from that. They wait by the id of their batch: no folder is called so. */
export function createPausedBatches(parts: PausedBatchesParts): PausedBatches {
  const { ledger, scheduler, slices, setAllLeftPaused } = parts;
  /** How many pauses and resumptions of each batch are still to be carried out. */
  const changing = new Map<BatchId, number>();

  const isPaused = (batchId: BatchId) => ledger.findBatch(batchId)?.batch.isPaused === true;

  const count = (batchId: BatchId, step: 1 | -1) => {
    const left = (changing.get(batchId) ?? 0) + step;
    if (left > 0) changing.set(batchId, left);
    else changing.delete(batchId);
  };

  const park = (batchId: BatchId, taskId: TaskId) => {
    const stored = ledger.get(taskId);
    if (stored?.task.status === 'queued') scheduler.park(batchId, taskId, stored.priority);
  };

  const isAllLeftPaused = () => {
    const left = ledger.batches().filter(({ batch }) => !ledger.isOver(batch.id));
    return left.length > 0 && left.every(({ batch }) => batch.isPaused);
  };

  /** Some may be paused. */
  let areSome = false;
  /** Paused ones of which something has run to its end, or whose walk has ended, since. */
  const ran = new Set<BatchId>();
  const walked = new Set<BatchId>();
  /** Some of it may be brought back. */
  const isPartlyCancelled = (batchId: BatchId) => {
    for (const taskId of ledger.taskIds(batchId))
      if (ledger.statusOf(taskId) === 'cancelled') return true;
    return false;
  };
  /** Nothing is left to do of it: what is tried again of it later goes on. One that was cancelled may be brought back as it was. */
  const letGo = (batchId: BatchId) => {
    if (!isPaused(batchId) || !ledger.isOver(batchId)) return;
    try {
      ledger.changeBatch(batchId, { isPaused: false });
    } catch {
      // The history takes nothing just now. Whoever tries one again sees that the batch is paused.
    }
  };
  const look = () => {
    looking = null;
    for (const batchId of walked) if (!isPartlyCancelled(batchId)) ran.add(batchId);
    for (const batchId of ran) letGo(batchId);
    walked.clear();
    ran.clear();
    areSome = ledger.batches().some(({ batch }) => batch.isPaused);
    setAllLeftPaused(isAllLeftPaused());
  };
  let looking: NodeJS.Immediate | null = null;
  const unsubscribe = ledger.subscribe((changes) => {
    for (const change of changes) {
      if (change.kind === 'batch' && change.batch.isPaused) {
        areSome = true;
        if (!change.batch.isWalking) walked.add(change.batch.id);
      }
      if (!areSome || change.kind !== 'task') continue;
      const { batchId, status } = change.task;
      if (status !== 'cancelled' && isSettled(status) && isPaused(batchId)) ran.add(batchId);
    }
    if (areSome) looking ??= setImmediate(look);
  });

  const resumeBatch = (batchId: BatchId) => {
    if (!isPaused(batchId)) return;
    ledger.changeBatch(batchId, { isPaused: false });
    // After all that is still to be parked: else the last would have their turn before the first.
    count(batchId, 1);
    slices.run([batchId], () => {
      count(batchId, -1);
      scheduler.release(batchId);
    });
  };

  return {
    pauseBatch(batchId) {
      if (isPaused(batchId) || ledger.isOver(batchId)) return;
      areSome = true;
      ledger.changeBatch(batchId, { isPaused: true });
      const parkSlice = (slice: readonly TaskId[]) => {
        for (const taskId of slice) if (scheduler.remove(taskId)) park(batchId, taskId);
      };
      const end = () => count(batchId, -1);
      count(batchId, 1);
      if (slices.run(ledger.taskIds(batchId), parkSlice, end)) end();
    },
    resumeBatch,
    placeOf(taskId) {
      const batchId = ledger.batchOf(taskId)?.batch.id;
      // What is added while others are still being parked is parked after them.
      const isParked = batchId !== undefined && isPaused(batchId) && !changing.has(batchId);
      return isParked ? batchId : null;
    },
    resumeAllLeft() {
      if (!isAllLeftPaused()) return;
      for (const { batch } of ledger.batches()) resumeBatch(batch.id);
    },
    look,
    admit(lease) {
      return lease.filter((taskId) => {
        const batchId = ledger.batchOf(taskId)?.batch.id;
        const mayRun = batchId === undefined || !(isPaused(batchId) || changing.has(batchId));
        if (!mayRun) park(batchId, taskId);
        return mayRun;
      });
    },
    close() {
      unsubscribe();
      if (looking !== null) clearImmediate(looking);
    },
  };
}
