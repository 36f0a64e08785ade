import { isSettled, type TaskStatus } from '../../shared/task/status.ts';
import type { TaskSelection } from '../../shared/task/history.ts';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import type { FolderWalks } from '../intake/folder-walks.ts';
import type { StopReason } from '../intake/enqueue-files.ts';
import type { IntakeControl } from '../intake/intake.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { HistoryStore, Scheduler } from '../ports.ts';
import type { Slices } from './slices.ts';
import type { TaskRunner } from './task-runner.ts';

export interface SelectionParts {
  readonly ledger: Ledger;
  readonly history: HistoryStore;
  readonly scheduler: Scheduler;
  readonly runner: TaskRunner;
  readonly walks: FolderWalks;
  readonly intake: Pick<IntakeControl, 'stopRest'>;
  readonly slices: Slices;
}

/** What people do to tasks, one or 100,000 at a time. */
export interface TaskActions {
  /** Running attempts are killed and cleaned up; waiting tasks are cancelled at once. */
  cancel(selection: TaskSelection): void;
  /** All that is left of one batch, and what is still being found or stored of it. */
  cancelBatch(batchId: BatchId): void;
  /** Queues failed, cancelled or skipped tasks anew. `all` means every failed one. */
  retry(selection: TaskSelection): void;
  /** Cancels, then takes tasks off the queue and out of the history. Outputs stay where they are. */
  remove(selection: TaskSelection): void;
  /** Takes settled tasks off the queue; history keeps them. */
  clear(): void;
}

const hasFailed = (status: TaskStatus) => status === 'failed';

/** Only as far as it is read: to hash 100,000 ids at once holds up main for 20 ms. */
function* eachOnce(taskIds: readonly TaskId[]): Generator<TaskId> {
  const seen = new Set<TaskId>();
  for (const taskId of taskIds) {
    if (seen.has(taskId)) continue;
    seen.add(taskId);
    yield taskId;
  }
}

export function createTaskActions(parts: SelectionParts): TaskActions {
  const { ledger, history, scheduler, runner, walks, intake, slices } = parts;

  const isIn = (taskId: TaskId, fits: (status: TaskStatus) => boolean) => {
    const status = ledger.statusOf(taskId);
    return status !== undefined && fits(status);
  };

  /** With all that are on the queue now, not with those that come later. */
  const selected = (selection: TaskSelection): Iterable<TaskId> =>
    selection === 'all' ? ledger.taskIds() : eachOnce(selection);

  let heldCount = 0;
  const hold = () => {
    if (heldCount === 0) scheduler.pause();
    heldCount += 1;
  };
  const release = () => {
    heldCount -= 1;
    if (heldCount === 0 && !ledger.snapshot().queue.isPaused) scheduler.resume();
  };

  /** Does it to all that do not run. Nothing starts meanwhile, so that none of them does. */
  const haltEach = (
    taskIds: Iterable<TaskId>,
    reason: StopReason,
    act: (slice: TaskId[]) => void,
  ) => {
    const haltSlice = (slice: readonly TaskId[]) => {
      for (const taskId of slice) scheduler.remove(taskId);
      act(slice.filter((taskId) => !runner.abort(taskId, reason)));
    };
    if (!slices.run(taskIds, haltSlice, release)) hold();
  };

  const halt = (selection: TaskSelection, reason: StopReason, act: (slice: TaskId[]) => void) => {
    if (selection === 'all') {
      walks.stopAll();
      intake.stopRest(reason);
    }
    haltEach(selected(selection), reason, act);
  };

  const cancelQueued = (taskIds: readonly TaskId[]) => {
    ledger.moveTasks(
      taskIds.filter((taskId) => isIn(taskId, (status) => status === 'queued')),
      'cancelled',
    );
  };

  return {
    cancel(selection) {
      halt(selection, 'cancel', cancelQueued);
    },
    cancelBatch(batchId) {
      walks.stop(batchId);
      intake.stopRest('cancel', batchId);
      haltEach(ledger.taskIds(batchId), 'cancel', cancelQueued);
    },
    retry(selection) {
      slices.run(selected(selection), (slice) => {
        const chosen =
          selection === 'all' ? slice.filter((taskId) => isIn(taskId, hasFailed)) : slice;
        const moved = ledger.moveTasks(chosen, 'queued');
        for (const batchId of new Set(moved.map(({ task }) => task.batchId))) {
          ledger.markUndone(batchId, null);
        }
        for (const { task, priority } of moved) scheduler.add(task.id, priority);
      });
    },
    remove(selection) {
      halt(selection, 'remove', (slice) => {
        cancelQueued(slice);
        history.forget(slice);
        ledger.drop(slice);
      });
    },
    clear() {
      // By then one of them may wait again.
      slices.run(ledger.taskIds(), (slice) =>
        ledger.drop(slice.filter((taskId) => isIn(taskId, isSettled))),
      );
    },
  };
}
