import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { displayPath } from '../../shared/paths/display-path.ts';
import type { HistoryPage, HistoryQuery } from '../../shared/task/history.ts';
import { storingWords } from '../../shared/words/areas/storing.ts';
import { syncFoldersAbove } from '../files/folder-syncs.ts';
import { makeFolderSync } from '../files/make-folder.ts';
import type { UnchangedQuestion } from '../memory/unchanged.ts';
import type { HistoryStore } from '../ports.ts';
import { checkInThread, createCheckpoints } from './checkpoints.ts';
import {
  DamagedDatabaseError,
  lookAtDatabase,
  NewerDatabaseError,
  noteEnd,
  openDatabase,
  type OpenedDatabase,
} from './database.ts';
import { migrations } from './schema.ts';
import { createLogFlush } from './log-flush.ts';
import { createSqliteHistory } from './sqlite-history.ts';
import { createThreadQuestions } from './thread-questions.ts';

/** A history that could not be used and is kept under another name. */
export interface SetAside {
  readonly path: string;
  readonly reason: 'damaged' | 'newer';
}

/** `notice` is one plain line about what was set aside. */
interface Anew {
  readonly notice: string | null;
  readonly setAside: SetAside | null;
}

export interface OpenedHistory extends HistoryStore, Anew {
  /** Has the next start put it aside, as far as that can still be written into it. */
  noteDamage(): void;
}

/** SQLite's result codes: SQLITE_ERROR (tables that are not ours), SQLITE_CORRUPT, SQLITE_NOTADB. */
const unusableCodes: ReadonlySet<unknown> = new Set([1, 11, 26]);

/** SQLITE_CORRUPT and SQLITE_NOTADB, however they are told apart further. */
const damageCodes: ReadonlySet<number> = new Set([11, 26]);

/** Whether something failed because the history on disk is damaged. */
export const isDamage = (error: unknown) =>
  error instanceof Error && 'errcode' in error && damageCodes.has(Number(error.errcode) & 0xff);

/** Null where it may be opened another time. */
export function whyUnusable(error: unknown): SetAside['reason'] | null {
  if (error instanceof NewerDatabaseError) return 'newer';
  const primaryCode =
    error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : null;
  const isDamaged = error instanceof DamagedDatabaseError || unusableCodes.has(primaryCode);
  return isDamaged ? 'damaged' : null;
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

/** What stands in the database, as far as people hear of it. */
type Kept = 'history' | 'memory';

interface Opening {
  readonly checksLater: boolean;
  readonly what: Kept;
}

function setAside(path: string, reason: SetAside['reason'], what: Kept): Anew {
  const aside = { path: keepAside(path), reason };
  const notice = storingWords(reason, { what, path: displayPath(aside.path) });
  return { notice, setAside: aside };
}

interface Opened extends OpenedDatabase, Anew {
  readonly path: string;
}

function openOrBeginAnew(path: string, opening: Opening): Opened {
  try {
    return { ...openDatabase(path, opening), path, notice: null, setAside: null };
  } catch (error) {
    const reason = path === ':memory:' ? null : whyUnusable(error);
    if (reason === null) throw error;
    if (reason === 'newer' && opening.what === 'memory') return openBeside(path, opening);
    const anew = setAside(path, reason, opening.what);
    return { ...openDatabase(path), path, ...anew };
  }
}

/** The memory of this version where a newer one has its own under that name. */
function besideNewer(path: string): string {
  const extension = extname(path);
  const name = `${basename(path, extension)}.v${migrations.length}${extension}`;
  return join(dirname(path), name);
}

/** Two versions may be used in turns, or at once: what the newer one remembers stays as it is. Told once. */
function openBeside(path: string, opening: Opening): Opened {
  const own = besideNewer(path);
  const notice = existsSync(own) ? null : storingWords('beside', { path: displayPath(own) });
  const opened = openOrBeginAnew(own, opening);
  return { ...opened, notice: opened.notice ?? notice };
}

/** For who only asks: moves nothing. Throws where this version cannot read what is there. */
export function openAsItIs(path: string): HistoryStore {
  try {
    return createSqliteHistory(openDatabase(path).database);
  } catch (error) {
    const own = besideNewer(path);
    if (!(error instanceof NewerDatabaseError) || !existsSync(own)) throw error;
    return createSqliteHistory(openDatabase(own).database);
  }
}

function noteDamage(database: DatabaseSync): void {
  try {
    noteEnd(database, 'damaged');
  } catch {
    // Then the next start checks it again.
  }
}

/** Tells once, and has the next start put the database aside. */
async function checkLater(database: DatabaseSync, path: string, upkeep: Upkeep): Promise<void> {
  if (await checkInThread(path, upkeep.thread)) return;
  if (!database.isOpen) return;
  noteDamage(database);
  if (upkeep.onDamage) upkeep.onDamage();
  else upkeep.onNotice(storingWords('foundDamaged'));
}

/** What is done for a history away from its owner's thread. */
export interface Upkeep {
  /** The file of `history-thread`. */
  readonly thread: URL | string;
  /** One plain line about something that was found out later. */
  readonly onNotice: (notice: string) => void;
  /** It is damaged though it could be opened. Left out, `onNotice` hears of it. */
  readonly onDamage?: () => void;
  /** Left out, it is a history. */
  readonly what?: Kept;
}

/**
 * The history in a SQLite file, made if missing, or `:memory:`. A file that is damaged or from a newer version
 * is kept under another name and a fresh one begun; a memory from a newer version stays and this one has its own; `notice` then says so. Throws when nothing can be opened there.
 * With `upkeep` checkpoints and the check after an unclean end happen in a thread, and there is a `flush`.
 */
export function openHistory(asked: string, upkeep: Upkeep | null = null): OpenedHistory {
  if (asked !== ':memory:') makeFolderSync(dirname(asked));
  // SQLite flushes the folder itself with each file that it makes there.
  if (upkeep !== null && !existsSync(asked)) syncFoldersAbove([dirname(asked)]);
  const opening = { checksLater: upkeep !== null, what: upkeep?.what ?? 'history' };
  const { database, isUnchecked, path, ...anew } = openOrBeginAnew(asked, opening);
  const more = { ...anew, noteDamage: () => noteDamage(database) };
  if (upkeep === null) return Object.assign(createSqliteHistory(database), more);
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
  };
  return Object.assign(createSqliteHistory(database, helper), more);
}

/** A history that another process works on, for reading: nothing is written, and nobody is waited for. Throws if it cannot be read. */
export function lookAtHistory(path: string): HistoryStore {
  return createSqliteHistory(lookAtDatabase(path));
}

/**
 * Opens the history and begins to work with it. Damage that only that meets has the history put aside, too, and a new one begun:
 * else no start would ever get further.
 */
export function beginWithHistory<Work>(
  path: string,
  upkeep: Upkeep,
  begin: (history: OpenedHistory) => Work,
): { readonly work: Work; readonly history: OpenedHistory } {
  const history = openHistory(path, upkeep);
  try {
    return { work: begin(history), history };
  } catch (error) {
    const reason = whyUnusable(error);
    if (reason === null) throw error;
    history.close();
    const anew = setAside(path, reason, upkeep.what ?? 'history');
    const next = Object.assign(openHistory(path, upkeep), anew);
    return { work: begin(next), history: next };
  }
}
