import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './database.ts';

/** Tasks, results or files that one step goes through: some 10 ms. */
const rowsOfStep = 500;

/** The files of results are known as written, unless they took the place of their source or are known better. */
const listFiles = (from: string) => `
  INSERT OR IGNORE INTO written_files
  SELECT CAST(value ->> 'path' AS BLOB), position, value ->> 'stamp'
  FROM (${from}), json_each(CASE WHEN json_valid(outputs) THEN outputs ELSE '[]' END)
  WHERE value ->> 'path' IS NOT NULL AND value ->> 'stamp' IS NOT NULL
    AND CAST(value ->> 'path' AS BLOB) <> source_path
    AND CAST(value ->> 'path' AS BLOB) NOT IN (SELECT path FROM earlier_files);`;

/** `from` selects columns of `earlier_results` with a position; the first one of a source and a recipe counts. */
const moveResults = (from: string) => `
  INSERT OR IGNORE INTO recipes (hash) SELECT DISTINCT recipe_hash FROM (${from});
  INSERT OR IGNORE INTO results
  SELECT source_path, id, position, stamp, content_hash, outputs FROM (${from}) JOIN recipes ON hash = recipe_hash;
  ${listFiles(from)}`;

/** The newest of those that are left, so that of several tasks of one source the last one gets its results. */
const someTasks = `
  SELECT position, source_path, status, outcome FROM tasks
  WHERE position <= (SELECT unmoved_positions FROM counters) ORDER BY position DESC LIMIT ${rowsOfStep}`;

/** What failed in part has files, and no result. */
const moveOfTasks = `
  ${moveResults(`
    SELECT earlier_results.*, some.position FROM (${someTasks}) AS some
    CROSS JOIN earlier_results USING (source_path) ORDER BY some.position DESC`)}
  INSERT OR IGNORE INTO written_files
  SELECT earlier_files.path, position, stamp
  FROM (${someTasks}), json_each(CASE WHEN status = 'failed' AND json_valid(outcome) THEN outcome ELSE '{}' END, '$.partly.outputs')
  CROSS JOIN earlier_files ON earlier_files.path = CAST(value ->> 'path' AS BLOB);
  DELETE FROM earlier_results WHERE source_path IN (SELECT source_path FROM (${someTasks}));
  UPDATE counters SET unmoved_positions = coalesce(
    (SELECT min(position) - 1 FROM (${someTasks}) HAVING count(*) = ${rowsOfStep}), 0);`;

const someResults = `
  SELECT *, 0 AS position FROM earlier_results ORDER BY source_path, recipe_hash LIMIT ${rowsOfStep}`;
const moveOfNoTask = `
  ${moveResults(someResults)}
  DELETE FROM earlier_results
  WHERE (source_path, recipe_hash) IN (SELECT source_path, recipe_hash FROM (${someResults}));`;

const someFiles = `SELECT * FROM earlier_files ORDER BY path LIMIT ${rowsOfStep}`;
const moveFiles = `
  INSERT OR IGNORE INTO written_files
  SELECT path, coalesce((SELECT max(position) FROM results WHERE results.source_path = some.source_path), 0), stamp
  FROM (${someFiles}) AS some;
  DELETE FROM earlier_files WHERE path IN (SELECT path FROM (${someFiles}));`;

const hasRows = (database: DatabaseSync, table: string) =>
  database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined;

function nextMove(database: DatabaseSync): string | null {
  const row = database.prepare('SELECT unmoved_positions AS left FROM counters').get();
  const hasResults = hasRows(database, 'earlier_results');
  if (!hasResults && !hasRows(database, 'earlier_files')) return null;
  if (Number(row?.['left']) > 0) return moveOfTasks;
  return hasResults ? moveOfNoTask : moveFiles;
}

/**
 * Gives some results of an earlier version to the tasks that tell of their sources, and answers whether there are more. Whoever asks
 * for them finds them before, too.
 */
export function moveSomeResults(database: DatabaseSync): boolean {
  const move = nextMove(database);
  if (move === null) return false;
  inTransaction(database, () => database.exec(move));
  return nextMove(database) !== null;
}
