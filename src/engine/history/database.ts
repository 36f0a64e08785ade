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

function migrate(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > migrations.length) throw new NewerDatabaseError();
  for (const [done, migration] of migrations.entries()) {
    if (done < version) continue;
    inTransaction(database, () => {
      database.exec(migration);
      database.exec(`PRAGMA user_version = ${done + 1}`);
    });
  }
}

/**
 * Opens and migrates. NORMAL in WAL mode: what is written survives a crash of the app; a power cut may cost
 * the last moments, never the file. Throws on a damaged database, with it closed.
 */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    const verdict = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
    if (verdict !== 'ok') throw new DamagedDatabaseError();
    addFoldFunction(database);
    migrate(database);
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
