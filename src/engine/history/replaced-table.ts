import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { TaskId } from '../../shared/task/task.ts';
import type { ReplacedFile } from '../ports.ts';
import { blobOfPath, pathOfBlob } from './database.ts';

const Replaced = z.object({ path: z.string(), trashedPath: z.string().nullable() });

export interface ReplacedTable {
  note(taskId: TaskId, replaced: ReplacedFile): void;
  find(taskId: TaskId): ReplacedFile[];
  forget(taskId: TaskId, path: string): void;
}

/** Statements on files that made room for results. */
export function createReplacedTable(database: DatabaseSync): ReplacedTable {
  const insert = database.prepare('INSERT OR REPLACE INTO replaced_files VALUES (?, ?, ?)');
  const select = database.prepare('SELECT * FROM replaced_files WHERE task_id = ?');
  const remove = database.prepare('DELETE FROM replaced_files WHERE task_id = ? AND path = ?');
  return {
    note(taskId, { path, trashedPath }) {
      const trashed = trashedPath === null ? null : blobOfPath(trashedPath);
      insert.run(taskId, blobOfPath(path), trashed);
    },
    find(taskId) {
      return select.all(taskId).flatMap((row) => {
        const parsed = Replaced.safeParse({
          path: pathOfBlob(row['path']),
          trashedPath: pathOfBlob(row['trashed_path']),
        });
        return parsed.success ? [parsed.data] : [];
      });
    },
    forget(taskId, path) {
      remove.run(taskId, blobOfPath(path));
    },
  };
}
