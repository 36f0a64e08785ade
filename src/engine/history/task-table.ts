import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { displayName, displayPath } from '../../shared/paths/display-path.ts';
import { Task, TaskId } from '../../shared/task/task.ts';
import type { ForgetStep, HistoryStore, StoredTask, UnfinishedTask } from '../ports.ts';
import { blobOfPath, parseJson, pathOfBlob, type RawRow } from './database.ts';
import { keptFold } from './folded-names.ts';
import { plainTaskOf } from './plain-task.ts';
import { formatOfName } from './format-of-name.ts';

const UnfinishedRow = z.object({
  taskId: TaskId,
  submitter: z.string().nullable(),
  priority: z.int(),
});

const StoredTaskRow = z.object({
  task: Task,
  root: z.string().nullable(),
  priority: z.int(),
  counter: z.int(),
  submitter: z.string().exactOptional(),
});

/** What is particular to a status, as JSON; null where the columns say it all. */
function outcomeOf(task: Task): string | null {
  if (task.status === 'succeeded')
    return JSON.stringify({ source: task.source, outputs: task.outputs, notes: task.notes });
  if (task.status === 'skipped') return JSON.stringify({ reason: task.reason });
  const { partly } = task;
  if (task.status === 'failed') return JSON.stringify({ failure: task.failure, partly });
  return partly ? JSON.stringify({ partly }) : null;
}

/** Null when the row says something that no task can be: it is then as if it were not there. */
export function storedTaskOf(row: RawRow): StoredTask | null {
  const plain = plainTaskOf(row);
  if (plain) return plain;
  const outcome = row['outcome'] === null ? {} : parseJson(row['outcome']);
  const task = {
    id: row['id'],
    batchId: row['batch_id'],
    number: row['number'],
    position: row['position'],
    status: row['status'],
    sourcePath: pathOfBlob(row['source_path']),
    ...(row['sent_name'] === null ? {} : { name: row['sent_name'] }),
    sizeBytes: row['size_bytes'],
    attempts: row['attempts'],
    queuedAt: row['queued_at'],
    startedAt: row['started_at'],
    finishedAt: row['finished_at'],
    durationMs: row['duration_ms'],
    ...(typeof outcome === 'object' ? outcome : {}),
  };
  const { priority, counter } = row;
  const parsed = StoredTaskRow.safeParse({
    task,
    root: pathOfBlob(row['root']),
    priority,
    counter,
    ...(row['submitter'] === null ? {} : { submitter: row['submitter'] }),
  });
  return parsed.success ? parsed.data : null;
}

export interface TaskTable {
  add(stored: StoredTask): void;
  save(task: Task): void;
  ofBatch: HistoryStore['tasksOf'];
  find(taskId: TaskId): StoredTask | null;
  unfinished(): UnfinishedTask[];
  /** Where it was; null if there was nothing to forget. */
  forgetOne(taskId: TaskId): number | null;
  placesBefore: HistoryStore['placesBefore'];
  forgetSome(
    step: ForgetStep,
  ): ReturnType<HistoryStore['forgetSome']> & { readonly positions: readonly number[] };
}

/** Statements on the tasks; transactions are the caller's. */
export function createTaskTable(database: DatabaseSync): TaskTable {
  const insert = database.prepare(`
    INSERT INTO tasks (position, id, batch_id, number, status, source_path, root, name, shown_path, format,
      size_bytes, priority, counter, attempts, queued_at, finished_at, outcome, sent_name, submitter, folded_name,
      folded_path)
    VALUES (:position, :id, :batchId, :number, :status, :sourcePath, :root, :name, :shownPath, :format,
      :sizeBytes, :priority, :counter, :attempts, :queuedAt, :finishedAt, :outcome, :sentName, :submitter, :foldedName,
      :foldedPath)`);
  const update = database.prepare(`
    UPDATE tasks SET number = :number, status = :status, format = coalesce(:format, format), attempts = :attempts,
      queued_at = :queuedAt, started_at = :startedAt, finished_at = :finishedAt, duration_ms = :durationMs,
      outcome = :outcome
    WHERE position = :position AND id = :id`);
  const selectOfBatch = database.prepare(
    'SELECT * FROM tasks WHERE batch_id = ? AND position > ? ORDER BY position LIMIT ?',
  );
  const selectOne = database.prepare('SELECT * FROM tasks WHERE id = ?');
  const selectUnfinished = database.prepare(`
    SELECT id AS taskId, submitter, priority FROM tasks WHERE status IN ('queued', 'running') ORDER BY position`);
  const deleteOne = database.prepare(
    `DELETE FROM tasks WHERE id = ? AND status NOT IN ('queued', 'running') RETURNING position`,
  );
  const deleteSome = database.prepare(`
    DELETE FROM tasks
    WHERE position > ? AND position <= ? AND finished_at < ? AND status NOT IN ('queued', 'running')
    RETURNING id, position`);
  const selectPlace = database.prepare(
    'SELECT position FROM tasks WHERE position > ? ORDER BY position LIMIT 1 OFFSET ?',
  );
  const selectPlaces = database.prepare(`
    SELECT min((SELECT min(position) FROM tasks WHERE batch_id = batches.id)) AS first,
      max((SELECT max(position) FROM tasks WHERE batch_id = batches.id)) AS last
    FROM batches WHERE created_at < ?`);
  const placeAfter = (after: number, offset: number) => {
    const place = selectPlace.get(after, offset)?.['position'];
    return typeof place === 'number' ? place : null;
  };

  return {
    add({ task, root, priority, counter, submitter = null }) {
      const { position, id, batchId, number, status, sourcePath, sizeBytes } = task;
      const { attempts, queuedAt } = task;
      const shownPath = displayPath(task.name ?? sourcePath);
      const name = displayName(task.name ?? sourcePath);
      insert.run({
        position,
        id,
        batchId,
        number,
        status,
        sizeBytes,
        attempts,
        queuedAt,
        priority,
        counter,
        submitter,
        name,
        finishedAt: 'finishedAt' in task ? task.finishedAt : null,
        outcome: outcomeOf(task),
        sourcePath: blobOfPath(sourcePath),
        root: root === null ? null : blobOfPath(root),
        shownPath,
        sentName: task.name ?? null,
        format: formatOfName(name),
        foldedName: keptFold(name),
        foldedPath: keptFold(shownPath),
      });
    },
    save(task) {
      const { position, id, number, status, attempts, queuedAt } = task;
      const isEnded = 'finishedAt' in task;
      update.run({
        position,
        id,
        number,
        status,
        attempts,
        queuedAt,
        format: task.status === 'succeeded' ? task.source.format : null,
        startedAt: task.status === 'running' ? task.startedAt : null,
        finishedAt: isEnded ? task.finishedAt : null,
        durationMs: isEnded ? task.durationMs : null,
        outcome: outcomeOf(task),
      });
    },
    ofBatch(batchId, { after, limit }) {
      // An empty page is the end: one with nothing but damaged rows is passed over.
      for (let from = after; ;) {
        const rows = selectOfBatch.all(batchId, from, limit);
        const found = rows.flatMap((row) => storedTaskOf(row) ?? []);
        if (found.length > 0 || rows.length < limit) return found;
        from = Number(rows.at(-1)?.['position']);
      }
    },
    find(taskId) {
      const row = selectOne.get(taskId);
      return row ? storedTaskOf(row) : null;
    },
    unfinished: () =>
      selectUnfinished.all().flatMap((row) => UnfinishedRow.safeParse(row).data ?? []),
    forgetOne(taskId) {
      const position = deleteOne.get(taskId)?.['position'];
      return typeof position === 'number' ? position : null;
    },
    placesBefore(time) {
      const { first, last } = selectPlaces.get(time) ?? {};
      return typeof first === 'number' && typeof last === 'number' ? [first, last] : [0, -1];
    },
    forgetSome({ settledBefore, after, last, limit }) {
      const next = placeAfter(after, limit - 1);
      const rows = deleteSome.all(after, Math.min(next ?? last, last), settledBefore);
      const taskIds = rows.map((row) => TaskId.parse(row['id']));
      const positions = rows.map((row) => Number(row['position']));
      return { taskIds, positions, next: next !== null && next < last ? next : null };
    },
  };
}
