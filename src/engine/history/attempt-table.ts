import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Failure, ResultNote } from '../../shared/task/failure.ts';
import { Attempt, Output, SourceImage, Fingerprints, TaskId } from '../../shared/task/task.ts';
import type { InterruptedAttempt, Made } from '../ports.ts';
import { parseJson, type RawRow } from './database.ts';

const InterruptedRow = z.object({
  taskId: TaskId,
  attempt: Attempt,
  temporaryPaths: z.array(z.string().nullable()),
  made: z
    .object({
      source: SourceImage,
      outputs: z.array(Output),
      notes: z.array(ResultNote),
      faults: z.array(z.object({ name: z.string(), failure: Failure })).default([]),
      fingerprints: Fingerprints.exactOptional(),
    })
    .nullable(),
});

const rawAttempt = (row: RawRow) => ({
  attempt: row['attempt'],
  startedAt: row['started_at'],
  finishedAt: row['finished_at'],
  endedAs: row['ended_as'],
  log: row['log'],
  ...(row['worker'] !== null && { worker: row['worker'] }),
});

/** Null when the row says something that no attempt can be. */
export function interruptedOf(row: RawRow): InterruptedAttempt | null {
  const parsed = InterruptedRow.safeParse({
    taskId: row['task_id'],
    attempt: rawAttempt(row),
    temporaryPaths: row['aside_paths'] === null ? [] : parseJson(row['aside_paths']),
    made: row['made'] === null ? null : parseJson(row['made']),
  });
  return parsed.success ? parsed.data : null;
}

export interface AttemptTable {
  /** Begins it, or ends it if it is finished. */
  save(taskId: TaskId, attempt: Attempt): void;
  noteTemporaryPaths(taskId: TaskId, attempt: number, paths: readonly (string | null)[]): void;
  noteMade(taskId: TaskId, attempt: number, made: Made): void;
  ofTask(taskId: TaskId): Attempt[];
  notEnded(): InterruptedAttempt[];
}

/** Statements on the attempts. An attempt number used twice replaces the earlier one. */
export function createAttemptTable(database: DatabaseSync): AttemptTable {
  const insert = database.prepare(
    'INSERT OR REPLACE INTO attempts (task_id, attempt, started_at) VALUES (?, ?, ?)',
  );
  const updateTemporaryPaths = database.prepare(
    'UPDATE attempts SET aside_paths = ? WHERE task_id = ? AND attempt = ?',
  );
  const updateMade = database.prepare(
    'UPDATE attempts SET made = ? WHERE task_id = ? AND attempt = ?',
  );
  const updateEnd = database.prepare(`
    UPDATE attempts SET finished_at = ?, ended_as = ?, log = ?, worker = ?, aside_paths = NULL, made = NULL
    WHERE task_id = ? AND attempt = ?`);
  const selectOfTask = database.prepare(
    'SELECT * FROM attempts WHERE task_id = ? ORDER BY attempt',
  );
  const selectNotEnded = database.prepare('SELECT * FROM attempts WHERE finished_at IS NULL');

  return {
    save(taskId, { attempt, startedAt, finishedAt, endedAs, log, worker = null }) {
      if (finishedAt === null) insert.run(taskId, attempt, startedAt);
      else updateEnd.run(finishedAt, endedAs, log, worker, taskId, attempt);
    },
    noteTemporaryPaths(taskId, attempt, paths) {
      updateTemporaryPaths.run(JSON.stringify(paths), taskId, attempt);
    },
    noteMade(taskId, attempt, made) {
      updateMade.run(JSON.stringify(made), taskId, attempt);
    },
    ofTask: (taskId) =>
      selectOfTask.all(taskId).flatMap((row) => Attempt.safeParse(rawAttempt(row)).data ?? []),
    notEnded: () => selectNotEnded.all().flatMap((row) => interruptedOf(row) ?? []),
  };
}
