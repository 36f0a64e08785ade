import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** A lock on a file that the operating system lets go of when its owner ends, however that happens. */
export interface OwnerLock {
  /** Lets go and removes the file. */
  release(): void;
  /** Lets go, and leaves the file: there is something to do yet for the next owner. */
  leave(): void;
}

/** Somebody who only asks holds the file for a moment. Milliseconds. */
const waitMs = 200;
/** SQLite's result code for a file that another process has locked. */
const busyCode = 5;

const inodeOf = (path: string) => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;

/** False where a file that is open cannot be removed, as on Windows. */
function remove(path: string): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}

/** False if another process has the file locked. */
function tryLocking(database: DatabaseSync, statement: string): boolean {
  try {
    database.exec(statement);
    return true;
  } catch (error) {
    const isBusy =
      error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === busyCode;
    if (!isBusy) throw error;
    return false;
  }
}

/**
 * Takes the lock at `path`; null if another process has it. A process id would say less: it may belong to another program by
 * now. Node cannot lock files, SQLite can, on every system: the file is an empty database. Throws where nothing can be locked.
 */
export function takeLock(path: string): OwnerLock | null {
  closeSync(openSync(path, 'a', 0o600));
  const inode = inodeOf(path);
  const database = new DatabaseSync(path, { timeout: waitMs });
  try {
    // Its last owner may have removed the file after it was opened here.
    if (tryLocking(database, 'BEGIN EXCLUSIVE') && inodeOf(path) === inode) {
      return {
        release() {
          const isRemoved = remove(path);
          database.close();
          if (!isRemoved) remove(path);
        },
        leave: () => database.close(),
      };
    }
  } catch (error) {
    database.close();
    throw error;
  }
  database.close();
  return null;
}

/** Whether a process that lives has the lock. Also true where that cannot be told. */
export function isLocked(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 0 });
    try {
      return !tryLocking(database, 'SELECT count(*) FROM sqlite_schema');
    } finally {
      database.close();
    }
  } catch {
    return existsSync(path);
  }
}
