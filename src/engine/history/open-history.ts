import { renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { displayPath } from '../../shared/paths/display-path.ts';
import { makeFolderSync } from '../files/make-folder.ts';
import type { HistoryStore } from '../ports.ts';
import { DamagedDatabaseError, NewerDatabaseError, openDatabase } from './database.ts';
import { createSqliteHistory } from './sqlite-history.ts';

/** `notice` is one plain line worth telling people, if there is something to tell. */
export interface OpenedHistory extends HistoryStore {
  readonly notice: string | null;
}

/** SQLite's result codes: SQLITE_ERROR (tables that are not ours), SQLITE_CORRUPT, SQLITE_NOTADB. */
const unusableCodes: ReadonlySet<unknown> = new Set([1, 11, 26]);

function whyUnusable(error: unknown): string | null {
  if (error instanceof NewerDatabaseError) return 'was made by a newer Thumbline';
  const primaryCode =
    error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : null;
  const isDamaged = error instanceof DamagedDatabaseError || unusableCodes.has(primaryCode);
  return isDamaged ? 'could not be read' : null;
}

/** Its journal belongs to it: both move, so that the new database does not meet the old one's journal. */
function keepAside(path: string): string {
  const extension = extname(path);
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const aside = join(dirname(path), `${basename(path, extension)}.aside-${stamp}${extension}`);
  renameSync(path, aside);
  for (const suffix of ['-wal', '-shm']) {
    rmSync(`${aside}${suffix}`, { force: true });
    moveIfThere(`${path}${suffix}`, `${aside}${suffix}`);
  }
  return aside;
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

function openOrBeginAnew(path: string): { database: DatabaseSync; notice: string | null } {
  try {
    return { database: openDatabase(path), notice: null };
  } catch (error) {
    const reason = path === ':memory:' ? null : whyUnusable(error);
    if (reason === null) throw error;
    const aside = displayPath(keepAside(path));
    const notice = `The history ${reason} and was put aside as ${aside}. A new one begins.`;
    return { database: openDatabase(path), notice };
  }
}

/**
 * The history in a SQLite file, made if missing, or `:memory:`. A file that is damaged or from a newer version
 * is kept under another name and a fresh one begun; `notice` then says so. Throws when nothing can be opened there.
 */
export function openHistory(path: string): OpenedHistory {
  if (path !== ':memory:') makeFolderSync(dirname(path));
  const { database, notice } = openOrBeginAnew(path);
  return Object.assign(createSqliteHistory(database), { notice });
}
