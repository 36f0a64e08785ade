import { isRetryable, isSettled } from '../../shared/task/status.ts';
import type { TaskSelection } from '../../shared/task/history.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import type { FolderWalks } from '../intake/folder-walks.ts';
import type { IntakeControl, StopReason } from '../intake/intake.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { asCancelled, asQueued } from '../ledger/transitions.ts';
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
  /** Queues failed, cancelled or skipped tasks anew. `all` means every failed one. */
  retry(selection: TaskSelection): void;
  /** Cancels, then takes tasks off the queue and out of the history. Outputs stay where they are. */
  remove(selection: TaskSelection): void;
  /** Takes settled tasks off the queue; history keeps them. */
  clear(): void;
}

export function createTaskActions(parts: SelectionParts): TaskActions {
  const { ledger, history, scheduler, runner, walks, intake, slices } = parts;

  const selected = (selection: TaskSelection, fits: (task: Task) => boolean): TaskId[] => {
    if (selection !== 'all') return [...new Set(selection)];
    return Array.from(ledger.tasks(), ({ task }) => task)
      .filter(fits)
      .map((task) => task.id);
  };

  /** None of them starts any more. Answers with those that do not run. */
  const halt = (selection: TaskSelection, taskIds: readonly TaskId[], reason: StopReason) => {
    if (selection === 'all') {
      walks.stopAll();
      intake.stopRest(reason);
    }
    for (const taskId of taskIds) scheduler.remove(taskId);
    return taskIds.filter((taskId) => !runner.abort(taskId, reason));
  };

  const cancelQueued = (taskIds: readonly TaskId[]) => {
    const ending = { finishedAt: Date.now(), durationMs: null };
    ledger.changeTasks(taskIds, (task) =>
      task.status === 'queued' ? asCancelled(task, ending) : null,
    );
  };

  const restoreFromHistory = (taskId: TaskId) => {
    const stored = ledger.get(taskId) ? null : history.find(taskId);
    if (!stored || !isRetryable(stored.task.status)) return;
    const { batchId } = stored.task;
    const batch = ledger.findBatch(batchId) ? null : history.findBatch(batchId);
    ledger.restore(batch ? [batch] : [], [stored]);
    // Announces a batch that windows do not have any more.
    if (batch) ledger.changeBatch(batchId, {});
  };

  return {
    cancel(selection) {
      const taskIds = selected(selection, (task) => !isSettled(task.status));
      slices.run(halt(selection, taskIds, 'cancel'), cancelQueued);
    },
    retry(selection) {
      const taskIds = selected(selection, (task) => task.status === 'failed');
      slices.run(taskIds, (slice) => {
        slice.forEach(restoreFromHistory);
        const queuedAt = Date.now();
        const changed = ledger.changeTasks(slice, (task) =>
          isRetryable(task.status) ? asQueued(task, queuedAt) : null,
        );
        for (const batchId of new Set(changed.map((task) => task.batchId))) {
          ledger.markUndone(batchId, null);
        }
        for (const { id } of changed) scheduler.add(id, ledger.get(id)?.priority ?? 0);
      });
    },
    remove(selection) {
      const taskIds = selected(selection, () => true);
      slices.run(halt(selection, taskIds, 'remove'), (slice) => {
        cancelQueued(slice);
        history.forget(slice);
        ledger.drop(slice);
      });
    },
    clear() {
      slices.run(
        selected('all', (task) => isSettled(task.status)),
        (slice) => {
          // One of them may wait again meanwhile.
          ledger.drop(
            slice.filter((taskId) => isSettled(ledger.get(taskId)?.task.status ?? 'queued')),
          );
        },
      );
    },
  };
}
