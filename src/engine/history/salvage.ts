import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { displayName, displayPath } from '../../shared/paths/display-path.ts';
import { isSettled } from '../../shared/task/status.ts';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import { isTemporaryPath } from '../files/atomic-rename.ts';
import { isInside } from '../files/paths.ts';
import type { Mark } from '../marks/marks.ts';
import type { InterruptedAttempt, StoredBatch, StoredTask } from '../ports.ts';
import { interruptedOf } from './attempt-table.ts';
import { storedBatchOf } from './batch-table.ts';
import type { RawRow } from './database.ts';
import { storedTaskOf } from './task-table.ts';

/** A batch that had something to do, and the picture of its watermark where it names one. */
export interface LostBatch {
  readonly stored: StoredBatch;
  readonly mark: Mark | null;
}

/** What can be read of the unfinished work of a history. */
export interface LostWork {
  readonly batches: readonly LostBatch[];
  /** How many of their tasks waited or ran. */
  readonly waitingCount: number;
}

export type SalvageQuestion =
  | { readonly kind: 'work' }
  /** The next tasks of unfinished batches above that position, settled ones too. */
  | { readonly kind: 'tasks'; readonly after: number; readonly limit: number }
  | { readonly kind: 'attempts' };

export type SalvageAnswer =
  | LostWork
  | readonly StoredTask[]
  | { readonly attempts: readonly InterruptedAttempt[] }
  | null;

/** Older tables have fewer columns. */
const laterTaskColumns = { sent_name: null, submitter: null };
const laterBatchColumns = { undone_at: null };
const laterAttemptColumns = { worker: null };

/** Positions are counted from 1, so that none is higher. */
const highestPosition = 2 ** 40;

function tried<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The lowest position from which the table can be read again, when it cannot be above `after`; null when it cannot at all. */
function pastDamage(probe: StatementSync, after: number): number | null {
  const isReadable = (position: number) =>
    tried(() => {
      probe.get(position);
      return true;
    }) === true;
  let step = 1;
  while (!isReadable(after + step)) {
    if (after + step > highestPosition) return null;
    step *= 2;
  }
  let [damaged, readable] = [after + Math.floor(step / 2), after + step];
  while (readable - damaged > 1) {
    const middle = Math.floor((damaged + readable) / 2);
    if (isReadable(middle)) readable = middle;
    else damaged = middle;
  }
  return readable;
}

/** Rows above a position, in order, without those on pages that are damaged. */
function* readableRows(database: DatabaseSync, first: number): Generator<RawRow> {
  // The table alone: an index may be damaged, or not agree with it.
  const from = 'FROM tasks NOT INDEXED WHERE position > ? ORDER BY position';
  const select = database.prepare(`SELECT * ${from}`);
  const probe = database.prepare(`SELECT position ${from} LIMIT 1`);
  for (let after: number | null = first; after !== null;) {
    let last: number = after;
    try {
      for (const row of select.iterate(after)) {
        last = Number(row['position']);
        yield row;
      }
      return;
    } catch {
      after = pastDamage(probe, last);
    }
  }
}

/** Whether a part of the row was never written: nothing that is stored has a NUL in it. */
const isTorn = (row: RawRow) =>
  Object.values(row).some((value) =>
    typeof value === 'string'
      ? value.includes('\0')
      : value instanceof Uint8Array && value.includes(0),
  );

/** A row of which a part is an older one's: the path is stored as bytes and as people see it, and lies below its root. */
function isMixed(row: RawRow, { task, root }: StoredTask): boolean {
  const shown = task.name ?? task.sourcePath;
  const isShown = row['shown_path'] === displayPath(shown) && row['name'] === displayName(shown);
  return !isShown || (root !== null && !isInside(task.sourcePath, root));
}

/** What a row says is removed at once, so that only names are believed that nobody else gives. */
const isOwnAttempt = ({ temporaryPaths }: InterruptedAttempt) =>
  temporaryPaths.every((path) => path === null || isTemporaryPath(path));

function findAttempts(database: DatabaseSync): InterruptedAttempt[] {
  const found = new Map<TaskId, InterruptedAttempt>();
  // From both ends, up to the pages that are damaged.
  for (const order of ['ASC', 'DESC']) {
    const sql = `SELECT * FROM attempts NOT INDEXED WHERE finished_at IS NULL ORDER BY task_id ${order}`;
    tried(() => {
      for (const row of database.prepare(sql).iterate()) {
        const attempt = isTorn(row) ? null : interruptedOf({ ...laterAttemptColumns, ...row });
        if (attempt && isOwnAttempt(attempt)) found.set(attempt.taskId, attempt);
      }
    });
  }
  return [...found.values()];
}

const isUnfinished = ({ task }: StoredTask) => !isSettled(task.status);

function findWork(database: DatabaseSync, unfinished: Map<BatchId, number>): LostWork {
  const findBatch = (id: BatchId) =>
    tried(() => database.prepare('SELECT * FROM batches WHERE id = ?').get(id));
  const findMark = (hash: string) =>
    tried(() => database.prepare('SELECT watermark FROM watermarks WHERE hash = ?').get(hash));
  const walking = tried(() =>
    database.prepare('SELECT id FROM batches WHERE is_walking = 1').all(),
  );
  for (const row of walking ?? []) {
    const id = String(row['id']);
    unfinished.set(id, unfinished.get(id) ?? 0);
  }
  const lostBatchOf = (id: BatchId): readonly LostBatch[] => {
    const row = findBatch(id);
    const stored = row ? storedBatchOf({ ...laterBatchColumns, ...row }) : null;
    if (!stored) return [];
    const { watermark } = stored.batch.recipe;
    if (watermark?.kind !== 'stored') return [{ stored, mark: null }];
    const data = findMark(watermark.hash)?.['watermark'];
    return [{ stored, mark: typeof data === 'string' ? { hash: watermark.hash, data } : null }];
  };
  const batches = [...unfinished.keys()].flatMap(lostBatchOf);
  const waitingCount = batches.reduce(
    (sum, { stored }) => sum + (unfinished.get(stored.batch.id) ?? 0),
    0,
  );
  return { batches, waitingCount };
}

/**
 * Answers questions about the unfinished work of a history that was set aside: reads row by row what can still be read, past
 * what is damaged, and writes nothing. Answers null to everything when nothing can be read.
 */
export function openSalvage(path: string): (question: SalvageQuestion) => SalvageAnswer {
  const database = tried(() => new DatabaseSync(path, { readOnly: true }));
  if (!database) return () => null;
  // Without this SQLite does not open a file that is shorter than it says.
  tried(() => {
    database.enableDefensive(false);
    database.exec('PRAGMA writable_schema = ON');
  });
  const storedTasks = function* (after: number) {
    for (const row of readableRows(database, after)) {
      if (isTorn(row)) continue;
      const stored = storedTaskOf({ ...laterTaskColumns, ...row });
      if (stored && !isMixed(row, stored)) yield stored;
    }
  };
  let batchIds: ReadonlySet<BatchId> = new Set();
  const lookForWork = (): LostWork => {
    const unfinished = new Map<BatchId, number>();
    for (const stored of storedTasks(-1)) {
      const { batchId } = stored.task;
      if (isUnfinished(stored)) unfinished.set(batchId, (unfinished.get(batchId) ?? 0) + 1);
    }
    const work = findWork(database, unfinished);
    batchIds = new Set(work.batches.map(({ stored }) => stored.batch.id));
    return work;
  };
  const tasksAfter = (after: number, limit: number): StoredTask[] => {
    const page: StoredTask[] = [];
    for (const stored of storedTasks(after)) {
      if (batchIds.has(stored.task.batchId)) page.push(stored);
      if (page.length === limit) break;
    }
    return page;
  };
  const answer = (question: SalvageQuestion): SalvageAnswer => {
    switch (question.kind) {
      case 'work':
        return lookForWork();
      case 'tasks':
        return tasksAfter(question.after, question.limit);
      case 'attempts':
        return { attempts: findAttempts(database) };
    }
  };
  return (question) => tried(() => answer(question));
}
