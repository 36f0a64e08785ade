import type { DatabaseSync } from 'node:sqlite';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import { pathOfBlob } from './database.ts';

export interface ForgottenSources {
  /** Before the task is deleted; only if its batch is still being walked. */
  note(taskId: TaskId): void;
  ofBatch(batchId: BatchId): string[];
  /** The batch is walked: nothing is looked for any more. */
  drop(batchId: BatchId): void;
}

/** Statements on files that an interrupted walk, begun again, must not bring back. */
export function createForgottenSources(database: DatabaseSync): ForgottenSources {
  const insert = database.prepare(`
    INSERT OR IGNORE INTO forgotten_sources
    SELECT batch_id, source_path FROM tasks JOIN batches ON batches.id = batch_id
    WHERE tasks.id = ? AND is_walking = 1 AND status NOT IN ('queued', 'running')`);
  const select = database.prepare('SELECT source_path FROM forgotten_sources WHERE batch_id = ?');
  const remove = database.prepare('DELETE FROM forgotten_sources WHERE batch_id = ?');
  return {
    note(taskId) {
      insert.run(taskId);
    },
    ofBatch: (batchId) =>
      select
        .all(batchId)
        .map((row) => pathOfBlob(row['source_path']))
        .filter((path) => typeof path === 'string'),
    drop(batchId) {
      remove.run(batchId);
    },
  };
}
