import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { FocalPoint } from '../../shared/task/focal-point.ts';
import { Turning } from '../../shared/task/turning.ts';
import type { LookUpResult } from '../memory/unchanged.ts';
import type { FileFingerprint, RememberedResult, ResultMemory } from '../ports.ts';
import { blobOfPath, inTransaction, parseJson, pathOfBlob, type RawRow } from './database.ts';

/** `stamp` is what a file's fingerprint is called on disk. */
const Outputs = z.array(
  z
    .object({ path: z.string(), stamp: z.string() })
    .transform(({ path, stamp }): FileFingerprint => ({ path, fingerprint: stamp })),
);
const storedOutputs = (outputs: readonly FileFingerprint[]) =>
  JSON.stringify(outputs.map(({ path, fingerprint }) => ({ path, stamp: fingerprint })));
const Remembered = z.object({
  sourcePath: z.string(),
  recipeHash: z.string(),
  fingerprint: z.string(),
  // Empty where it was not taken down.
  contentHash: z.string().transform((hash) => hash || null),
  outputs: Outputs,
});

export function rememberedOf(row: RawRow): RememberedResult | null {
  const parsed = Remembered.safeParse({
    sourcePath: pathOfBlob(row['source_path']),
    recipeHash: row['recipe_hash'],
    fingerprint: row['stamp'],
    contentHash: row['content_hash'],
    outputs: parseJson(row['outputs']),
  });
  return parsed.success ? parsed.data : null;
}

/** Those of a row; none where they cannot be parsed. */
export const outputsOfRow = (row: RawRow): readonly FileFingerprint[] =>
  Outputs.safeParse(parseJson(row['outputs'])).data ?? [];

/** One statement for what would be two, on a connection that only reads. */
export function createResultLookup(database: DatabaseSync): LookUpResult {
  const select = database.prepare(`
    SELECT stamp, outputs FROM known_results
    WHERE source_path = ? AND recipe_hash = ? AND NOT EXISTS (SELECT 1 FROM known_files WHERE path = ?)`);
  return ({ path, realPath }, recipeHash) => {
    const blob = blobOfPath(path);
    const row = select.get(blob, recipeHash, realPath === path ? blob : blobOfPath(realPath));
    const outputs = Outputs.safeParse(parseJson(row?.['outputs']));
    const fingerprint = row?.['stamp'];
    return outputs.success && typeof fingerprint === 'string'
      ? { fingerprint, outputs: outputs.data }
      : null;
  };
}

/** What is written again moves to the task that wrote it; where no task is named, it stays with the one that it has. */
function createResultWrites(
  database: DatabaseSync,
): Pick<ResultMemory, 'remember' | 'noteWritten'> {
  const insertRecipe = database.prepare('INSERT INTO recipes (hash) VALUES (?)');
  const insert = database.prepare(`
    INSERT INTO results
    SELECT :source, id, coalesce(:position, 0), :stamp, :content, :outputs FROM recipes WHERE hash = :recipe
    ON CONFLICT (source_path, recipe) DO UPDATE SET position = coalesce(:position, position), stamp = excluded.stamp,
      content_hash = excluded.content_hash, outputs = excluded.outputs`);
  const deleteEarlier = database.prepare(
    'DELETE FROM earlier_results WHERE source_path = ? AND recipe_hash = ?',
  );
  const insertFile = database.prepare(`
    INSERT INTO written_files VALUES (:path, coalesce(:position, 0), :stamp)
    ON CONFLICT (path) DO UPDATE SET position = coalesce(:position, position), stamp = excluded.stamp`);
  const deleteEarlierFile = database.prepare('DELETE FROM earlier_files WHERE path = ?');
  return {
    remember({ sourcePath, recipeHash, fingerprint, contentHash, outputs }, position) {
      const source = blobOfPath(sourcePath);
      const values = {
        source,
        recipe: recipeHash,
        position: position ?? null,
        stamp: fingerprint,
        content: contentHash ?? '',
        outputs: storedOutputs(outputs),
      };
      inTransaction(database, () => {
        if (insert.run(values).changes === 0) {
          insertRecipe.run(recipeHash);
          insert.run(values);
        }
        deleteEarlier.run(source, recipeHash);
      });
    },
    noteWritten(files, position) {
      inTransaction(database, () => {
        for (const { path, fingerprint } of files) {
          const blob = blobOfPath(path);
          insertFile.run({ path: blob, position: position ?? null, stamp: fingerprint });
          deleteEarlierFile.run(blob);
        }
      });
    },
  };
}

/** Statements on what people said of pictures by hand. */
function createHandTables(
  database: DatabaseSync,
): Pick<ResultMemory, 'hasTurnings' | 'turning' | 'saveTurning' | 'outdate'> {
  const select = database.prepare('SELECT turn, flip FROM turnings WHERE content_hash = ?');
  const any = database.prepare('SELECT 1 FROM turnings LIMIT 1');
  const insert = database.prepare('INSERT OR REPLACE INTO turnings VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM turnings WHERE content_hash = ?');
  const outdateIn = (table: string) =>
    database.prepare(`UPDATE ${table} SET stamp = '', content_hash = '' WHERE source_path = ?`);
  const outdated = ['results', 'earlier_results'].map(outdateIn);
  return {
    get hasTurnings() {
      return any.get() !== undefined;
    },
    turning(contentHash) {
      const row = select.get(contentHash);
      return row ? (Turning.safeParse({ ...row, flip: row['flip'] === 1 }).data ?? null) : null;
    },
    saveTurning(contentHash, turning) {
      if (turning) insert.run(contentHash, turning.turn, Number(turning.flip));
      else remove.run(contentHash);
    },
    outdate(sourcePath) {
      for (const update of outdated) update.run(blobOfPath(sourcePath));
    },
  };
}

/** Statements on what outlives batches. */
export function createMemoryTables(database: DatabaseSync): Omit<ResultMemory, 'areUnchanged'> {
  const selectOne = database.prepare(
    'SELECT * FROM known_results WHERE source_path = ? AND recipe_hash = ?',
  );
  const selectOutputs = database.prepare('SELECT outputs FROM known_results WHERE source_path = ?');
  const selectFingerprint = database.prepare('SELECT stamp FROM known_files WHERE path = ?');
  const selectPoint = database.prepare('SELECT x, y FROM focal_points WHERE content_hash = ?');
  const anyPoint = database.prepare('SELECT 1 FROM focal_points LIMIT 1');
  const insertPoint = database.prepare('INSERT OR REPLACE INTO focal_points VALUES (?, ?, ?)');
  const deletePoint = database.prepare('DELETE FROM focal_points WHERE content_hash = ?');
  const hand = createHandTables(database);
  return {
    ...createResultWrites(database),
    ...hand,
    recall(sourcePath, recipeHash) {
      const row = selectOne.get(blobOfPath(sourcePath), recipeHash);
      return row ? rememberedOf(row) : null;
    },
    outputsOf: (sourcePath) => selectOutputs.all(blobOfPath(sourcePath)).flatMap(outputsOfRow),
    writtenFingerprint(path) {
      const fingerprint = selectFingerprint.get(blobOfPath(path))?.['stamp'];
      return typeof fingerprint === 'string' ? fingerprint : null;
    },
    get hasTurnings() {
      return hand.hasTurnings;
    },
    get hasFocalPoints() {
      return anyPoint.get() !== undefined;
    },
    focalPoint: (contentHash) => FocalPoint.safeParse(selectPoint.get(contentHash)).data ?? null,
    saveFocalPoint(contentHash, point) {
      if (point) insertPoint.run(contentHash, point.x, point.y);
      else deletePoint.run(contentHash);
    },
  };
}
