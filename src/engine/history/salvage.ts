import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { isSettled } from '../../shared/task/status.ts';
import type { BatchId } from '../../shared/task/task.ts';
import type { Mark } from '../marks/marks.ts';
import type { StoredBatch, StoredTask } from '../ports.ts';
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
  | { readonly kind: 'tasks'; readonly after: number; readonly limit: number };

export type SalvageAnswer = LostWork | readonly StoredTask[] | null;

/** Older tables have fewer columns. */
const laterTaskColumns = { sent_name: null, submitter: null };
const laterBatchColumns = { undone_at: null };

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

/** Whether a part of the row was never written: nothing that is stored of a task has a NUL in it. */
const isTorn = (row: RawRow) =>
  Object.values(row).some((value) =>
    typeof value === 'string'
      ? value.includes('\0')
      : value instanceof Uint8Array && value.includes(0),
  );

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
      if (stored) yield stored;
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
  return (question) =>
    tried(() =>
      question.kind === 'work' ? lookForWork() : tasksAfter(question.after, question.limit),
    );
}
