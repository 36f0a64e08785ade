import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as laterTurn } from 'node:timers/promises';
import type { Task } from '../../shared/task/task.ts';
import type { ForgetStep, ResultMemory } from '../ports.ts';
import { blobOfPath, pathOfBlob } from './database.ts';
import { moveSomeResults } from './earlier-results.ts';
import { outputsOfRow, rememberedOf } from './memory-tables.ts';

/** Rows of one turn: a few milliseconds. */
const rowsOfTurn = 100;

type IsUsed = ForgetStep['isUsed'];

export interface ForgettingTurns {
  readonly isUsed: IsUsed;
  /** One transaction. */
  readonly write: <Value>(work: () => Value) => Value;
  readonly quiet: () => Promise<void>;
}

/** To whom the results belong that the memory knows. */
export interface OwnedResults {
  /** A task that found its source unchanged has the results from then on. */
  take(task: Task): void;
  /** The task is gone; its results stay until something is cleared. */
  release(position: number): void;
  /** The tasks are gone, and their results with them, but not those of sources that are used. */
  forget(positions: readonly number[], isUsed: IsUsed): void;
  /** Forgets what belongs to no task, little by little. */
  forgetReleased(turns: ForgettingTurns): Promise<void>;
}

const isOurs = (row: unknown, isUsed: IsUsed) => {
  const path = pathOfBlob(row);
  return typeof path === 'string' && isUsed(path);
};

/** Statements on who has which result; transactions are the caller's. */
export function createOwnedResults(
  database: DatabaseSync,
  memory: Pick<ResultMemory, 'remember'>,
): OwnedResults {
  const both = (sql: (table: string) => string) =>
    ['written_files', 'results'].map((table) => database.prepare(sql(table)));
  const takeFiles = database.prepare(`
    UPDATE written_files SET position = :position
    WHERE position IN (SELECT position FROM results WHERE source_path = :source AND position > 0)`);
  const takeResults = database.prepare(
    'UPDATE results SET position = :position WHERE source_path = :source',
  );
  const selectEarlier = database.prepare('SELECT * FROM earlier_results WHERE source_path = ?');
  const releases = both((table) => `UPDATE ${table} SET position = 0 WHERE position = ?`);
  const ofPositions = 'WHERE position IN (SELECT value FROM json_each(?))';
  const selectSources = database.prepare(
    `SELECT position, source_path FROM results ${ofPositions}`,
  );
  const deletions = both((table) => `DELETE FROM ${table} ${ofPositions}`);
  const selectReleased = database.prepare(`
    SELECT source_path, recipe, outputs FROM results
    WHERE position = 0 AND (source_path, recipe) > (:source, :recipe) ORDER BY source_path, recipe LIMIT ${rowsOfTurn}`);
  const deleteReleased = database.prepare(
    'DELETE FROM results WHERE source_path = ? AND recipe = ? AND position = 0',
  );
  const selectFiles = database.prepare(
    `SELECT path FROM written_files WHERE position = 0 AND path > ? ORDER BY path LIMIT ${rowsOfTurn}`,
  );
  const deleteFile = database.prepare('DELETE FROM written_files WHERE path = ? AND position = 0');

  const release = (position: number) => {
    for (const statement of releases) statement.run(position);
  };

  /** Deletes some from there on; true when there are more. Files of results that stay are noted in `kept`. */
  const forgetSomeResults = (
    from: { source: Uint8Array; recipe: number },
    turns: ForgettingTurns,
    kept: Set<unknown>,
  ) => {
    const rows = selectReleased.all(from);
    for (const row of rows) {
      const { source_path: source, recipe } = row;
      if (!(source instanceof Uint8Array) || typeof recipe !== 'number') continue;
      Object.assign(from, { source, recipe });
      if (isOurs(source, turns.isUsed)) for (const { path } of outputsOfRow(row)) kept.add(path);
      else deleteReleased.run(source, recipe);
    }
    return rows.length === rowsOfTurn;
  };
  const forgetSomeFiles = (from: { path: Uint8Array }, kept: ReadonlySet<unknown>) => {
    const rows = selectFiles.all(from.path);
    for (const { path } of rows) {
      if (!(path instanceof Uint8Array)) continue;
      from.path = path;
      if (!kept.has(pathOfBlob(path))) deleteFile.run(path);
    }
    return rows.length === rowsOfTurn;
  };

  return {
    take({ sourcePath, position }) {
      const source = blobOfPath(sourcePath);
      for (const row of selectEarlier.all(source)) {
        const result = rememberedOf(row);
        if (result) memory.remember(result, position);
      }
      const values = { source, position };
      takeFiles.run(values);
      takeResults.run(values);
    },
    release,
    forget(positions, isUsed) {
      const list = JSON.stringify(positions);
      for (const { position, source_path: source } of selectSources.all(list))
        if (isOurs(source, isUsed)) release(Number(position));
      for (const deletion of deletions) deletion.run(list);
    },
    async forgetReleased(turns) {
      const result = { source: new Uint8Array(), recipe: 0 };
      const file = { path: new Uint8Array() };
      const kept = new Set<unknown>();
      const works = [
        () => moveSomeResults(database),
        () => forgetSomeResults(result, turns, kept),
        () => forgetSomeFiles(file, kept),
      ];
      for (const work of works) {
        for (let isMore = true; isMore;) {
          await turns.quiet();
          if (!database.isOpen) return;
          isMore = turns.write(work);
          await laterTurn();
        }
      }
    },
  };
}
