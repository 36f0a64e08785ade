import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { folded } from '../../shared/paths/safe-segment.ts';
import { isSettled } from '../../shared/task/status.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import { blobOfPath } from './database.ts';

/** 64 bits are enough: of two paths with one hash the second would get a ` (2)`, and no more than that. */
function hashOf(path: string): bigint {
  const digest = createHash('sha256')
    .update(blobOfPath(folded(path)))
    .digest();
  return digest.readBigInt64BE();
}

export interface WrittenNames {
  /** Where a settled task has its results, if its batch may come to write there again. */
  note(task: Task): void;
  /** Whether another task of the batch has or had a result there, however its name is spelled. */
  hasOther(batchId: BatchId, taskId: TaskId, path: string): boolean;
}

/**
 * Statements on the names that batches wrote, for as long as the batch is known: tasks may be forgotten before. Only of
 * batches that would replace or skip what is there; for the others it is enough that it is there.
 */
export function createWrittenNames(database: DatabaseSync): WrittenNames {
  const insert = database.prepare('INSERT OR REPLACE INTO written_names VALUES (?, ?, ?)');
  const selectPolicy = database.prepare(`
    SELECT recipe ->> 'conflict' IN ('overwrite', 'skip') AS needs_names FROM batches WHERE id = ?`);
  const needsNames = (batchId: BatchId) => selectPolicy.get(batchId)?.['needs_names'] === 1;
  const select = database.prepare(`
    SELECT 1 FROM written_names
    WHERE batch_id = ? AND path_hash = ? AND position IS NOT (SELECT position FROM tasks WHERE id = ?)`);
  return {
    note(task) {
      const outputs = isSettled(task.status) ? outputsOf(task) : [];
      if (outputs.length === 0 || !needsNames(task.batchId)) return;
      for (const { path } of outputs) insert.run(task.batchId, hashOf(path), task.position);
    },
    hasOther: (batchId, taskId, path) => select.get(batchId, hashOf(path), taskId) !== undefined,
  };
}
