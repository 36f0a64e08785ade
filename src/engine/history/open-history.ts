import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { displayPath } from '../../shared/paths/display-path.ts';
import type { HistoryPage, HistoryQuery } from '../../shared/task/history.ts';
import { syncFoldersAbove } from '../files/folder-syncs.ts';
import { makeFolderSync } from '../files/make-folder.ts';
import type { UnchangedQuestion } from '../memory/unchanged.ts';
import type { HistoryStore } from '../ports.ts';
import { checkInThread, createCheckpoints } from './checkpoints.ts';
import {
  DamagedDatabaseError,
  NewerDatabaseError,
  noteEnd,
  openDatabase,
  type OpenedDatabase,
} from './database.ts';
import { createLogFlush } from './log-flush.ts';
import { createSqliteHistory } from './sqlite-history.ts';
import { createThreadQuestions } from './thread-questions.ts';
import { unusedSourcesOfThread } from './unused-sources.ts';

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
  const now = new Date().toISOString().replace(/[:.]/g, '-');
  const aside = join(dirname(path), `${basename(path, extension)}.aside-${now}${extension}`);
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

interface Opening {
  readonly checksLater: boolean;
  readonly title: string;
}

function openOrBeginAnew(
  path: string,
  opening: Opening,
): OpenedDatabase & { readonly notice: string | null } {
  try {
    return { ...openDatabase(path, opening), notice: null };
  } catch (error) {
    const reason = path === ':memory:' ? null : whyUnusable(error);
    if (reason === null) throw error;
    const aside = displayPath(keepAside(path));
    const notice = `${opening.title} ${reason} and was put aside as ${aside}. A new one begins.`;
    return { ...openDatabase(path), notice };
  }
}

const damageNotice =
  'Part of the history on disk is damaged. Start Thumbline again: it keeps the old history under another name and begins a new one.';

/** Tells once, and has the next start put the database aside. */
async function checkLater(database: DatabaseSync, path: string, upkeep: Upkeep): Promise<void> {
  if (await checkInThread(path, upkeep.thread)) return;
  if (!database.isOpen) return;
  try {
    noteEnd(database, 'damaged');
  } catch {
    // Then the next start checks it again.
  }
  upkeep.onNotice(damageNotice);
}

/** What is done for a history away from its owner's thread. */
export interface Upkeep {
  /** The file of `history-thread`. */
  readonly thread: URL | string;
  /** One plain line about something that was found out later. */
  readonly onNotice: (notice: string) => void;
  /** What people call it, at the beginning of a sentence. */
  readonly title?: string;
}

/**
 * The history in a SQLite file, made if missing, or `:memory:`. A file that is damaged or from a newer version
 * is kept under another name and a fresh one begun; `notice` then says so. Throws when nothing can be opened there.
 * With `upkeep` checkpoints and the check after an unclean end happen in a thread, and there is a `flush`.
 */
export function openHistory(path: string, upkeep: Upkeep | null = null): OpenedHistory {
  if (path !== ':memory:') makeFolderSync(dirname(path));
  // SQLite flushes the folder itself with each file that it makes there.
  if (upkeep !== null && !existsSync(path)) syncFoldersAbove([dirname(path)]);
  const { title = 'The history' } = upkeep ?? {};
  const opening = { checksLater: upkeep !== null, title };
  const { database, isUnchecked, notice } = openOrBeginAnew(path, opening);
  if (upkeep === null) return Object.assign(createSqliteHistory(database), { notice });
  if (isUnchecked) void checkLater(database, path, upkeep);
  const helper = {
    log: createLogFlush(path),
    checkpoints: createCheckpoints(database, path, upkeep.thread),
    searches: createThreadQuestions<HistoryQuery, HistoryPage>(
      { path, does: 'searches' },
      upkeep.thread,
    ),
    unchanged: createThreadQuestions<UnchangedQuestion, readonly boolean[]>(
      { path, does: 'unchanged' },
      upkeep.thread,
    ),
    unusedSources: () => unusedSourcesOfThread(path, upkeep.thread),
  };
  return Object.assign(createSqliteHistory(database, helper), { notice });
}
