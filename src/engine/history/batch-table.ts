import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Batch } from '../../shared/task/batch.ts';
import { BatchId } from '../../shared/task/task.ts';
import type { StoredBatch } from '../ports.ts';
import { parseJson, type RawRow } from './database.ts';

const StoredBatchRow = z.object({ batch: Batch, roots: z.array(z.string()) });

/** Null when the row says something that no batch can be. */
export function storedBatchOf(row: RawRow): StoredBatch | null {
  const batch = {
    id: row['id'],
    number: row['number'],
    title: row['title'],
    origin: row['origin'],
    createdAt: row['created_at'],
    isWalking: row['is_walking'] === 1,
    undoneAt: row['undone_at'],
    leftOut: parseJson(row['left_out']),
    recipe: parseJson(row['recipe']),
    ...(row['is_paused'] === 1 && { isPaused: true }),
  };
  const parsed = StoredBatchRow.safeParse({ batch, roots: parseJson(row['roots']) });
  return parsed.success ? parsed.data : null;
}

export interface BatchTable {
  add(stored: StoredBatch): void;
  /** Without roots it keeps those it has. */
  save(batch: Batch, roots?: readonly string[]): void;
  find(batchId: BatchId): StoredBatch | null;
  unfinished(): StoredBatch[];
  /** Ids of those that are walked and not undone, in the order of their tasks, the newest first. */
  undoable(): BatchId[];
  /** Batches without tasks, but for those that are still being walked. */
  forgetEmpty(): void;
}

const statesOf = ({ isWalking, isPaused }: Batch) =>
  [Number(isWalking), Number(isPaused === true)] as const;

/** Statements on the batches; transactions are the caller's. JSON keeps lone surrogates of paths as escapes. */
export function createBatchTable(database: DatabaseSync): BatchTable {
  const insert = database.prepare(`
    INSERT INTO batches (id, number, title, origin, created_at, is_walking, is_paused, left_out, recipe, roots)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const update = database.prepare(
    `UPDATE batches SET number = ?, title = ?, is_walking = ?, is_paused = ?, left_out = ?, undone_at = ?, roots = coalesce(?, roots)
    WHERE id = ?`,
  );
  const selectOne = database.prepare('SELECT * FROM batches WHERE id = ?');
  // Not by when they came: the clock may have been set since.
  const selectUnfinished = database.prepare(`
    SELECT * FROM batches
    WHERE is_walking = 1
      OR id IN (SELECT batch_id FROM tasks WHERE status IN ('queued', 'running'))
    ORDER BY (SELECT min(position) FROM tasks WHERE batch_id = batches.id) ASC NULLS LAST, created_at, number`);
  const selectUndoable = database.prepare(`
    SELECT id FROM batches
    WHERE is_walking = 0 AND undone_at IS NULL
    ORDER BY (SELECT max(position) FROM tasks WHERE batch_id = batches.id) DESC`);
  const deleteEmpty = database.prepare(`
    DELETE FROM batches
    WHERE is_walking = 0 AND NOT EXISTS (SELECT 1 FROM tasks WHERE batch_id = batches.id)`);

  return {
    add({ batch, roots }) {
      const { id, number, title, origin, createdAt, leftOut, recipe } = batch;
      const plain = [id, number, title, origin, createdAt, ...statesOf(batch)] as const;
      const parts = [leftOut, recipe, roots];
      insert.run(...plain, ...parts.map((part) => JSON.stringify(part)));
    },
    save(batch, roots) {
      const { id, number, title, leftOut, undoneAt } = batch;
      const parts = [JSON.stringify(leftOut), undoneAt, roots ? JSON.stringify(roots) : null];
      update.run(number, title, ...statesOf(batch), ...parts, id);
    },
    find(batchId) {
      const row = selectOne.get(batchId);
      return row ? storedBatchOf(row) : null;
    },
    unfinished: () => selectUnfinished.all().flatMap((row) => storedBatchOf(row) ?? []),
    undoable: () => selectUndoable.all().map((row) => BatchId.parse(row['id'])),
    forgetEmpty: () => void deleteEmpty.run(),
  };
}
