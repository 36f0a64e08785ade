import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './database.ts';

/** Results that one step goes through: a few milliseconds. */
const resultsOfStep = 500;

const slice = `
  SELECT source_path, recipe_hash, outputs FROM results
  WHERE (source_path, recipe_hash) > (SELECT source_path, recipe_hash FROM results_to_list)
  ORDER BY source_path, recipe_hash LIMIT ${resultsOfStep}`;

/**
 * Lists the files of some results that an earlier version left without, and answers whether there are more. What was written
 * since is known better.
 */
export function listSomeResults(database: DatabaseSync): boolean {
  if (database.prepare('SELECT 1 FROM results_to_list').get() === undefined) return false;
  return inTransaction(database, () => {
    const last = database
      .prepare(
        `SELECT source_path, recipe_hash FROM (${slice}) ORDER BY source_path DESC, recipe_hash DESC LIMIT 1`,
      )
      .get();
    database.exec(`
      INSERT OR IGNORE INTO written_files
      SELECT CAST(value ->> 'path' AS BLOB), value ->> 'stamp', source_path
      FROM (${slice}), json_each(CASE WHEN json_valid(outputs) THEN outputs ELSE '[]' END)
      WHERE value ->> 'path' IS NOT NULL AND value ->> 'stamp' IS NOT NULL
        AND CAST(value ->> 'path' AS BLOB) <> source_path`);
    if (!last) {
      database.exec('DELETE FROM results_to_list');
      return false;
    }
    database
      .prepare('UPDATE results_to_list SET source_path = ?, recipe_hash = ?')
      .run(last['source_path'] ?? null, last['recipe_hash'] ?? null);
    return true;
  });
}
