import { displayPath } from '../../../shared/paths/display-path.ts';
import { failureLine, skipWords } from '../../../shared/task/failure-words.ts';
import { outputsOf } from '../../../shared/task/outputs-of.ts';
import { isSettled } from '../../../shared/task/status.ts';
import type { Task } from '../../../shared/task/task.ts';

/** One task as it is exported. Times are ISO 8601 in UTC. */
export interface HistoryRow {
  readonly source: string;
  readonly status: Task['status'];
  readonly message: string | null;
  readonly queuedAt: string;
  readonly finishedAt: string | null;
  readonly durationMs: number | null;
  readonly attempts: number;
  readonly outputs: readonly string[];
}

function messageOf(task: Task): string | null {
  if (task.status === 'failed') return failureLine(task.failure);
  return task.status === 'skipped' ? skipWords(task.reason) : null;
}

export function historyRow(task: Task): HistoryRow {
  const ending = isSettled(task.status) && 'finishedAt' in task ? task : null;
  return {
    source: displayPath(task.sourcePath),
    status: task.status,
    message: messageOf(task),
    queuedAt: new Date(task.queuedAt).toISOString(),
    finishedAt: ending === null ? null : new Date(ending.finishedAt).toISOString(),
    durationMs: ending?.durationMs ?? null,
    attempts: task.attempts,
    outputs: outputsOf(task).map(({ path }) => displayPath(path)),
  };
}
