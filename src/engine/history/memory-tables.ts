import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { FocalPoint } from '../../shared/task/focal-point.ts';
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

function rememberedOf(row: RawRow): RememberedResult | null {
  const parsed = Remembered.safeParse({
    sourcePath: pathOfBlob(row['source_path']),
    recipeHash: row['recipe_hash'],
    fingerprint: row['stamp'],
    contentHash: row['content_hash'],
    outputs: parseJson(row['outputs']),
  });
  return parsed.success ? parsed.data : null;
}

/** One statement for what would be two, on a connection that only reads. */
export function createResultLookup(database: DatabaseSync): LookUpResult {
  const select = database.prepare(`
    SELECT stamp, outputs FROM results
    WHERE source_path = ? AND recipe_hash = ? AND NOT EXISTS (SELECT 1 FROM written_files WHERE path = ?)`);
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

/** Statements on what outlives batches. */
export function createMemoryTables(database: DatabaseSync): Omit<ResultMemory, 'areUnchanged'> {
  const selectOne = database.prepare(
    'SELECT * FROM results WHERE source_path = ? AND recipe_hash = ?',
  );
  const selectOutputs = database.prepare('SELECT outputs FROM results WHERE source_path = ?');
  const insert = database.prepare('INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)');
  const insertWritten = database.prepare('INSERT OR REPLACE INTO written_files VALUES (?, ?, ?)');
  const selectFingerprint = database.prepare('SELECT stamp FROM written_files WHERE path = ?');
  const selectPoint = database.prepare('SELECT x, y FROM focal_points WHERE content_hash = ?');
  const anyPoint = database.prepare('SELECT 1 FROM focal_points LIMIT 1');
  const insertPoint = database.prepare('INSERT OR REPLACE INTO focal_points VALUES (?, ?, ?)');
  const deletePoint = database.prepare('DELETE FROM focal_points WHERE content_hash = ?');
  return {
    recall(sourcePath, recipeHash) {
      const row = selectOne.get(blobOfPath(sourcePath), recipeHash);
      return row ? rememberedOf(row) : null;
    },
    outputsOf: (sourcePath) =>
      selectOutputs
        .all(blobOfPath(sourcePath))
        .flatMap((row) => Outputs.safeParse(parseJson(row['outputs'])).data ?? []),
    remember({ sourcePath, recipeHash, fingerprint, contentHash, outputs }) {
      const path = blobOfPath(sourcePath);
      insert.run(path, recipeHash, fingerprint, contentHash ?? '', storedOutputs(outputs));
    },
    noteWritten(sourcePath, files) {
      const source = blobOfPath(sourcePath);
      const insertAll = () => {
        for (const { path, fingerprint } of files)
          insertWritten.run(blobOfPath(path), fingerprint, source);
      };
      // A single statement is a transaction by itself, and cheaper.
      if (files.length > 1) inTransaction(database, insertAll);
      else insertAll();
    },
    writtenFingerprint(path) {
      const fingerprint = selectFingerprint.get(blobOfPath(path))?.['stamp'];
      return typeof fingerprint === 'string' ? fingerprint : null;
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
