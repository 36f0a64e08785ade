import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { fromBytes, toNative } from '../files/paths.ts';
import { addFoldFunction } from './folded-names.ts';
import { migrations } from './schema.ts';

/** One row as SQLite hands it over, not yet parsed. */
export type RawRow = Readonly<Record<string, SQLOutputValue>>;

/** The check found something that opening did not. */
export class DamagedDatabaseError extends Error {}

/** A database that a later version of this program made. */
export class NewerDatabaseError extends Error {}

/** How long to wait for another process that holds the database. */
const busyTimeoutMs = 5000;

/** How the program that last had the database left it; 'unclean' also while one has it. */
export type LastEnd = 'clean' | 'unclean' | 'damaged';

const versionOf = (database: DatabaseSync) =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version']);

function migrate(database: DatabaseSync): void {
  const version = versionOf(database);
  if (version > migrations.length) throw new NewerDatabaseError();
  const apply = () => {
    for (const [done, migration] of migrations.entries()) {
      if (done < version) continue;
      inTransaction(database, () => {
        database.exec(migration);
        database.exec(`PRAGMA user_version = ${done + 1}`);
      });
    }
  };
  // A new one gets all its tables at once: each run of the terminal begins one.
  if (version === 0) inTransaction(database, apply);
  else apply();
}

function lastEndOf(database: DatabaseSync): LastEnd {
  const version = versionOf(database);
  if (version === 0) return 'clean';
  // Earlier versions did not note their end.
  if (version !== migrations.length) return 'unclean';
  const lastEnd = database.prepare('SELECT last_end FROM counters').get()?.['last_end'];
  return lastEnd === 'clean' || lastEnd === 'damaged' ? lastEnd : 'unclean';
}

/** Damage stays noted. */
export function noteEnd(database: DatabaseSync, lastEnd: LastEnd): void {
  database
    // Node 22 cannot bind `?1`.
    .prepare(`UPDATE counters SET last_end = ? WHERE last_end NOT IN (?, 'damaged')`)
    .run(lastEnd, lastEnd);
}

/** Reads the whole file: 3 s for a million tasks. */
export function isSound(database: DatabaseSync): boolean {
  return Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})[0] === 'ok';
}

export interface OpenedDatabase {
  readonly database: DatabaseSync;
  /** It was not closed properly, and nobody has looked at it yet. */
  readonly isUnchecked: boolean;
}

/**
 * Opens and migrates. NORMAL in WAL mode: what is written survives a crash of the app; a power cut may cost
 * what was not flushed since (`log-flush`), never the file. Throws on a damaged database, with it closed. One that was not closed properly is
 * checked first, or left to the caller with `checksLater`.
 */
export function openDatabase(path: string, { checksLater = false } = {}): OpenedDatabase {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    const lastEnd = lastEndOf(database);
    const needsCheck = lastEnd === 'unclean';
    if (lastEnd === 'damaged' || (needsCheck && !checksLater && !isSound(database))) {
      throw new DamagedDatabaseError();
    }
    addFoldFunction(database);
    migrate(database);
    noteEnd(database, 'unclean');
    return { database, isUnchecked: needsCheck && checksLater };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Whether a later version of this program made it; false where that cannot be asked. */
export function isFromNewer(path: string): boolean {
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs });
    try {
      return versionOf(database) > migrations.length;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

/** For reading only, also while another process writes. Throws on one that this version's program did not make. */
export function lookAtDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs });
  try {
    if (versionOf(database) !== migrations.length) throw new NewerDatabaseError();
    addFoldFunction(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** All of it or nothing; within another transaction it is a part of that one. */
export function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

export function blobOfPath(path: string): Uint8Array {
  return Buffer.from(toNative(path));
}

/** The path of a blob; anything else as it is, for the schema to refuse. */
export function pathOfBlob(raw: unknown): unknown {
  return raw instanceof Uint8Array ? fromBytes(Buffer.from(raw)) : raw;
}

/** What the JSON says; undefined when it is none. */
export function parseJson(raw: unknown): unknown {
  try {
    return JSON.parse(String(raw));
  } catch {
    return undefined;
  }
}
