import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { TaskId } from '../../shared/task/task.ts';
import type { ReplacedSource } from '../ports.ts';
import { blobOfPath, pathOfBlob } from './database.ts';

const Replaced = z.object({ sourcePath: z.string(), trashedPath: z.string().nullable() });

export interface ReplacedTable {
  note(taskId: TaskId, replaced: ReplacedSource): void;
  find(taskId: TaskId): ReplacedSource | null;
  forget(taskId: TaskId): void;
}

/** Statements on originals that made room for their results. */
export function createReplacedTable(database: DatabaseSync): ReplacedTable {
  const insert = database.prepare('INSERT OR REPLACE INTO replaced VALUES (?, ?, ?)');
  const select = database.prepare('SELECT * FROM replaced WHERE task_id = ?');
  const remove = database.prepare('DELETE FROM replaced WHERE task_id = ?');
  return {
    note(taskId, { sourcePath, trashedPath }) {
      const trashed = trashedPath === null ? null : blobOfPath(trashedPath);
      insert.run(taskId, blobOfPath(sourcePath), trashed);
    },
    find(taskId) {
      const row = select.get(taskId);
      const parsed = Replaced.safeParse({
        sourcePath: pathOfBlob(row?.['source_path']),
        trashedPath: pathOfBlob(row?.['trashed_path']),
      });
      return parsed.success ? parsed.data : null;
    },
    forget(taskId) {
      remove.run(taskId);
    },
  };
}
