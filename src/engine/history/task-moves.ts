import type { DatabaseSync } from 'node:sqlite';
import { isRetryable, taskStatuses } from '../../shared/task/status.ts';
import type { HistoryStore } from '../ports.ts';
import { storedTaskOf } from './task-table.ts';

/** What a row of a task that waits or is cancelled says; to take over all of its columns costs as much as to change it. */
const columns = `id, batch_id, number, position, status, source_path, root, sent_name, size_bytes, attempts, queued_at, started_at,
  finished_at, duration_ms, outcome, priority, counter, submitter`;

const quoted = (statuses: readonly string[]) => statuses.map((status) => `'${status}'`).join(', ');

/**
 * One statement for a whole slice of tasks: to read, change and write each by itself takes four times as long. `+status` because
 * that index would find too many.
 */
export function createTaskMoves(database: DatabaseSync): HistoryStore['moveTasks'] {
  const prepare = (changes: string, from: readonly string[]) =>
    database.prepare(`
      UPDATE tasks SET number = :firstNumber + chosen.key, ${changes}, started_at = NULL, duration_ms = NULL
      FROM json_each(:taskIds) AS chosen
      WHERE tasks.id = chosen.value AND +status IN (${quoted(from)})
      RETURNING ${columns}`);
  const statements = {
    cancelled: prepare(`status = 'cancelled', finished_at = :at`, ['queued']),
    // What an earlier attempt left stays known.
    queued: prepare(
      `status = 'queued', queued_at = :at, finished_at = NULL, outcome = CASE
         WHEN json_valid(outcome) AND outcome -> '$.partly' IS NOT NULL
         THEN json_object('partly', json(outcome -> '$.partly')) END`,
      taskStatuses.filter(isRetryable),
    ),
  };
  return ({ taskIds, to, at, firstNumber }) =>
    statements[to]
      .all({ taskIds: JSON.stringify(taskIds), at, firstNumber })
      .flatMap((row) => storedTaskOf(row) ?? [])
      .toSorted((one, other) => one.task.number - other.task.number);
}
