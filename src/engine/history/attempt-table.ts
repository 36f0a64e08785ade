import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Attempt, type TaskId } from '../../shared/task/task.ts';
import { parseJson, type RawRow } from './database.ts';

const Paths = z.array(z.string());

function attemptOf(row: RawRow): Attempt | null {
  const parsed = Attempt.safeParse({
    attempt: row['attempt'],
    startedAt: row['started_at'],
    finishedAt: row['finished_at'],
    endedAs: row['ended_as'],
    log: row['log'],
  });
  return parsed.success ? parsed.data : null;
}

export interface AttemptTable {
  start(taskId: TaskId, attempt: Attempt): void;
  noteAsidePaths(taskId: TaskId, attempt: number, paths: readonly string[]): void;
  end(taskId: TaskId, attempt: Attempt): void;
  ofTask(taskId: TaskId): Attempt[];
  notEndedAsidePaths(): string[];
}

/** Statements on the attempts. An attempt number used twice replaces the earlier one. */
export function createAttemptTable(database: DatabaseSync): AttemptTable {
  const insert = database.prepare(
    'INSERT OR REPLACE INTO attempts (task_id, attempt, started_at) VALUES (?, ?, ?)',
  );
  const updateAside = database.prepare(
    'UPDATE attempts SET aside_paths = ? WHERE task_id = ? AND attempt = ?',
  );
  const updateEnd = database.prepare(`
    UPDATE attempts SET finished_at = ?, ended_as = ?, log = ?, aside_paths = NULL
    WHERE task_id = ? AND attempt = ?`);
  const selectOfTask = database.prepare(
    'SELECT * FROM attempts WHERE task_id = ? ORDER BY attempt',
  );
  const selectNotEnded = database.prepare(
    'SELECT aside_paths FROM attempts WHERE finished_at IS NULL AND aside_paths IS NOT NULL',
  );

  return {
    start(taskId, { attempt, startedAt }) {
      insert.run(taskId, attempt, startedAt);
    },
    noteAsidePaths(taskId, attempt, paths) {
      updateAside.run(JSON.stringify(paths), taskId, attempt);
    },
    end(taskId, { attempt, finishedAt, endedAs, log }) {
      updateEnd.run(finishedAt, endedAs, log, taskId, attempt);
    },
    ofTask: (taskId) => selectOfTask.all(taskId).flatMap((row) => attemptOf(row) ?? []),
    notEndedAsidePaths: () =>
      selectNotEnded
        .all()
        .flatMap((row) => Paths.safeParse(parseJson(row['aside_paths'])).data ?? []),
  };
}
