import type { DatabaseSync } from 'node:sqlite';
import type { FindMark, Mark } from '../marks/marks.ts';

/** The pictures of watermarks, each once: a service makes a batch of a single upload. */
export interface MarkTable {
  keep(mark: Mark): void;
  find: FindMark;
  /** Those that no batch names any more. */
  forgetUnused(): void;
}

export function createMarkTable(database: DatabaseSync): MarkTable {
  const insert = database.prepare('INSERT OR IGNORE INTO watermarks VALUES (?, ?)');
  const select = database.prepare('SELECT watermark FROM watermarks WHERE hash = ?');
  const deleteUnused = database.prepare(`
    DELETE FROM watermarks
    WHERE hash NOT IN (SELECT recipe ->> '$.watermark.hash' FROM batches
                       WHERE recipe ->> '$.watermark.hash' IS NOT NULL)`);
  return {
    keep: ({ hash, data }) => void insert.run(hash, data),
    find(hash) {
      const data = select.get(hash)?.['watermark'];
      return typeof data === 'string' ? data : null;
    },
    forgetUnused: () => void deleteUnused.run(),
  };
}
