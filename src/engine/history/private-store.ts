import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import type { HistoryStore, StoredBatch } from '../ports.ts';
import { inTransaction, openDatabase } from './database.ts';
import { createLogFlush, type LogFlush } from './log-flush.ts';
import { whyUnusable } from './open-history.ts';
import { createSqliteHistory } from './sqlite-history.ts';

/**
 * One private batch in a database of its own: deleted rows leave names between the pages of a file even with `secure_delete`, a file
 * that is gone leaves none.
 */
export interface PrivateStore {
  readonly batchId: BatchId;
  readonly history: HistoryStore;
  /** Whether it has a file: only then can the batch go on after a crash. */
  readonly hasFile: boolean;
  owns(taskId: TaskId): boolean;
  ownsPosition(position: number): boolean;
  /**
   * Removes the file once nothing is left to do; the open database lives on without it, where the system allows that. Makes one again
   * for a batch that has something to do again.
   */
  follow(): void;
  flush(): Promise<void>;
  /** The file of a finished batch goes, too. */
  close(): void;
}

/** An open database, whether or not its file still has a name. */
interface Held {
  readonly path: string;
  readonly database: DatabaseSync;
  readonly history: HistoryStore;
  readonly log: LogFlush;
  readonly isUnfinished: () => boolean;
  readonly owns: (taskId: TaskId) => boolean;
  readonly ownsPosition: (position: number) => boolean;
}

const fileName = /^private-[\w-]+\.db(-wal|-shm)?$/;
const freshPath = (folder: string) => join(folder, `private-${randomUUID()}.db`);

/** The database first: what is left of it when the program dies now is over, or is no database. */
function removeFiles(path: string): boolean {
  try {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    return true;
  } catch {
    // Windows removes no file that is open.
    return false;
  }
}

function hold(path: string): Held {
  const { database } = openDatabase(path);
  try {
    return holdOpened(path, database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function holdOpened(path: string, database: DatabaseSync): Held {
  const unfinished = database.prepare(`
    SELECT EXISTS (SELECT 1 FROM tasks WHERE status IN ('queued', 'running'))
      OR EXISTS (SELECT 1 FROM batches WHERE is_walking = 1)
      OR EXISTS (SELECT 1 FROM attempts WHERE finished_at IS NULL) AS yes`);
  const byId = database.prepare('SELECT 1 FROM tasks WHERE id = ?');
  const byPosition = database.prepare('SELECT 1 FROM tasks WHERE position = ?');
  return {
    path,
    database,
    history: createSqliteHistory(database),
    log: createLogFlush(path),
    isUnfinished: () => unfinished.get()?.['yes'] === 1,
    owns: (taskId) => byId.get(taskId) !== undefined,
    ownsPosition: (position) => byPosition.get(position) !== undefined,
  };
}

/** Everything in the database, into a new file. */
function copyInto(path: string, { database }: Held): Held {
  openDatabase(path).database.close();
  database.prepare('ATTACH DATABASE ? AS copy').run(path);
  try {
    const tables = database.prepare(`SELECT name FROM main.sqlite_schema WHERE type = 'table'`);
    inTransaction(database, () => {
      for (const row of tables.all()) {
        const table = `"${String(row['name'])}"`;
        database.exec(
          `DELETE FROM copy.${table}; INSERT INTO copy.${table} SELECT * FROM main.${table}`,
        );
      }
    });
  } finally {
    database.exec('DETACH DATABASE copy');
  }
  return hold(path);
}

function createPrivateStore(batchId: BatchId, folder: string, first: Held): PrivateStore {
  let held = first;
  let hasFile = true;
  const end = ({ history, log }: Held) => {
    log.close();
    history.close();
  };
  return {
    batchId,
    get history() {
      return held.history;
    },
    get hasFile() {
      return hasFile;
    },
    owns: (taskId) => held.owns(taskId),
    ownsPosition: (position) => held.ownsPosition(position),
    follow() {
      const isUnfinished = held.isUnfinished();
      if (!isUnfinished && hasFile) hasFile = !removeFiles(held.path);
      if (!isUnfinished || hasFile) return;
      const before = held;
      held = copyInto(freshPath(folder), before);
      hasFile = true;
      end(before);
    },
    flush: () => held.log.flush(),
    close() {
      const isUnfinished = held.isUnfinished();
      end(held);
      if (!isUnfinished) removeFiles(held.path);
    },
  };
}

/** A store for a batch that begins, which is in it when this returns. */
export function beginPrivateStore(folder: string, stored: StoredBatch): PrivateStore {
  const held = hold(freshPath(folder));
  return createPrivateStore(stored.batch.id, folder, held);
}

/** Null for one that is over: its file is gone then. */
function goOnWith(folder: string, path: string): PrivateStore | null {
  const held = hold(path);
  const [stored] = held.isUnfinished() ? held.history.unfinishedBatches() : [];
  if (stored) return createPrivateStore(stored.batch.id, folder, held);
  held.log.close();
  held.history.close();
  removeFiles(path);
  return null;
}

/** Hears of files that cannot be read. */
export interface PrivateNews {
  /** Once, if some are damaged: they are gone. */
  readonly onLost: () => void;
  /** Of each that another start may be able to read: it stays. */
  readonly onUnread: (error: unknown) => void;
}

interface OpenedStores {
  readonly stores: readonly PrivateStore[];
  readonly isAnyUnread: boolean;
}

/** Those that a program which ended left unfinished. */
export function openPrivateStores(folder: string, news: PrivateNews): OpenedStores {
  const names = new Set(readdirSync(folder).filter((name) => fileName.test(name)));
  const paths = new Set([...names].map((name) => join(folder, name.replace(/-(wal|shm)$/, ''))));
  let [isLost, isAnyUnread] = [false, false];
  const stores = [...paths].flatMap((path) => {
    try {
      return goOnWith(folder, path) ?? [];
    } catch (error) {
      const isDamaged = whyUnusable(error) === 'damaged';
      if (isDamaged) removeFiles(path);
      else news.onUnread(error);
      isLost ||= isDamaged;
      isAnyUnread ||= !isDamaged;
      return [];
    }
  });
  if (isLost) news.onLost();
  return { stores, isAnyUnread };
}
