import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isFromNewer,
  noMemory,
  openHistory,
  type ResultMemory,
  settleInterrupted,
} from '../../engine/index.ts';
import { makeFolderSync } from '../../engine/files/index.ts';
import { isLocked, type OwnerLock, takeLock } from './owner-lock.ts';
import { dataFolder } from './run-memory.ts';
import {
  readCommand,
  removeTemporaryFiles,
  type StoredCommand,
  writeCommand,
} from './stored-command.ts';

/** So many runs can be undone; older ones are forgotten. */
const runsKept = 20;

/** One run of the terminal. Each has a history of its own, so that two at once never share one. */
export interface Run {
  /** When it began, as people type it: `20260405-120000-4711`, the last part the process. */
  readonly id: string;
  readonly path: string;
  /** Its owner has it locked. One that is there although nobody has is of a run that died and was not tidied up. */
  readonly lockPath: string;
  /** There until the run is over. */
  readonly commandPath: string;
  readonly hasLock: boolean;
  readonly hasCommand: boolean;
}

const runName = /^(\d{8}-\d{6}-\d+)\.db$/;

export const runsFolder = () => join(dataFolder(), 'runs');

function runOf(folder: string, id: string, names: ReadonlySet<string>): Run {
  const [history, lock, command] = [`${id}.db`, `${id}.lock`, `${id}.json`];
  const [path, lockPath, commandPath] = [history, lock, command].map((name) => join(folder, name));
  const paths = { path: path ?? '', lockPath: lockPath ?? '', commandPath: commandPath ?? '' };
  return { id, ...paths, hasLock: names.has(lock), hasCommand: names.has(command) };
}

/** Newest first. Empty where there is no folder. */
export function listRuns(folder: string): Run[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const all = new Set(names);
  return names
    .flatMap((name) => runName.exec(name)?.[1] ?? [])
    .toSorted((a, b) => (a < b ? 1 : -1))
    .map((id) => runOf(folder, id, all));
}

function removeFiles({ path, commandPath }: Run): void {
  for (const file of [commandPath, path, `${path}-wal`, `${path}-shm`])
    rmSync(file, { force: true });
}

/** Whether a process works on it. */
export const isRunning = ({ lockPath }: Run) => isLocked(lockPath);

/** Whether it died before it was over, so that it can go on. */
export const isInterrupted = (run: Run) => run.hasCommand && !isRunning(run);

/** Then only that version can go on with it and undo it. */
export const isOfNewer = ({ path }: Run) => isFromNewer(path);

/** `2026-04-05 12:00:00`, as the run's name says it. */
export function startWords({ id }: Pick<Run, 'id'>): string {
  return id.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3 $4:$5:$6');
}

const secondMs = 1000;

/** Its time in the name, as if that were UTC, in which no hour comes twice. Milliseconds. */
function startOf(id: string): number {
  const [year = 0, month = 1, ...rest] = (/^(....)(..)(..)-(..)(..)(..)/.exec(id) ?? [])
    .slice(1)
    .map(Number);
  const [day = 1, hours = 0, minutes = 0, seconds = 0] = rest;
  return Date.UTC(year, month - 1, day, hours, minutes, seconds);
}

/** What the clocks here show, told in the same way. */
function shownAt(time: Date): number {
  const day = [time.getFullYear(), time.getMonth(), time.getDate()] as const;
  return Date.UTC(...day, time.getHours(), time.getMinutes(), time.getSeconds());
}

/**
 * Local time: it is what people remember. But later than that of every run before it, since the newest is known by it: clocks are set
 * back, at the end of summer time, too, and some runs take less than a second.
 */
function nameFor(now: Date, newest: Run | undefined): string {
  const shown = shownAt(now);
  const start = new Date(newest ? Math.max(shown, startOf(newest.id) + secondMs) : shown);
  const [day = '', time = ''] = start.toISOString().replaceAll(/[-:]/g, '').split(/[T.]/);
  return `${day}-${time}-${process.pid}`;
}

/** A run that this process works on, and no other one. */
export interface OwnRun {
  readonly run: Run;
  readonly lock: OwnerLock;
}

/** Null if another process works on it or was faster. Throws where nothing can be locked. */
export function takeOver(run: Run): OwnRun | null {
  const lock = takeLock(run.lockPath);
  return lock && { run, lock };
}

/**
 * Finishes or removes what a run that died was writing, if no other process does. It may go on afterwards. What lies on a drive that
 * does not answer is left to the next one, and what is of a newer version to that.
 */
export async function tidyUp(run: Run, memory: ResultMemory): Promise<void> {
  if (isOfNewer(run)) return;
  try {
    const own = takeOver(run);
    if (own === null) return;
    if (await tidyUpOwn(own, memory)) own.lock.release();
    else own.lock.leave();
  } catch {
    // It can be tried again by the next one.
  }
}

async function tidyUpOwn({ run }: OwnRun, memory: ResultMemory): Promise<boolean> {
  const command = readCommand(run.commandPath);
  if (command && !(await removeTemporaryFiles(command))) return false;
  const history = openHistory(run.path);
  try {
    return await settleInterrupted(history, command?.isForgotten ? noMemory : memory);
  } finally {
    history.close();
  }
}

function beginOwn(folder: string): OwnRun {
  makeFolderSync(folder, { mode: 0o700 });
  const run = runOf(folder, nameFor(new Date(), listRuns(folder)[0]), new Set());
  writeFileSync(run.path, '', { flag: 'wx', mode: 0o600 });
  const lock = takeLock(run.lockPath);
  if (lock === null) throw new Error('a new run is locked');
  return { run, lock };
}

/** Begins a run's file and forgets the oldest ones that are over. Throws where nothing can be written. */
export function beginRun(folder: string, command: StoredCommand, others: readonly Run[]): OwnRun {
  const own = beginOwn(folder);
  // Only now: a command without a locked run beside it is of one that died.
  writeCommand(own.run.commandPath, command);
  for (const old of others.slice(runsKept - 1)) forgetRun(old);
  return own;
}

/** What it left was tidied up before; while that cannot be done, it is not forgotten. */
function forgetRun(run: Run): void {
  if (!existsSync(run.lockPath)) removeFiles(run);
}

/** The run goes on with what was typed now. */
export async function goOnAs({ run }: OwnRun, command: StoredCommand): Promise<void> {
  const before = readCommand(run.commandPath);
  if (before) await removeTemporaryFiles(before);
  writeCommand(run.commandPath, command);
}

/** Nothing is left to go on with. `isKept` where something can be undone. */
export function endRun({ run, lock }: OwnRun, isKept: boolean): void {
  if (isKept) rmSync(run.commandPath, { force: true });
  else removeFiles(run);
  lock.release();
}

/** Ends a run that died: it stays as far as it came, and can be undone, unless it was to be forgotten. */
export async function giveUp(run: Run, memory: ResultMemory): Promise<void> {
  const own = takeOver(run);
  if (own === null) return;
  const isForgotten = readCommand(run.commandPath)?.isForgotten ?? false;
  await tidyUpOwn(own, memory);
  endRun(own, !isForgotten);
}

/** Histories of watches that are gone with them: of what those made nothing is remembered. */
const watchesFolder = () => join(dataFolder(), 'watches');

/**
 * Begins a watch. It never goes on; if it `isKept` it can be undone like a run. What runs and watches left that died is tidied up.
 * Throws where nothing can be written.
 */
export async function beginWatch(memory: ResultMemory, isKept: boolean): Promise<OwnRun> {
  const folder = runsFolder();
  const runs = listRuns(folder);
  for (const run of runs) if (run.hasLock) await tidyUp(run, memory);
  // One that is only about to take its lock is not dead.
  for (const watch of listRuns(watchesFolder()).filter(({ hasLock }) => hasLock)) {
    const dead = isOfNewer(watch) ? null : takeOver(watch);
    if (dead === null) continue;
    const isTidy = await tidyUpOwn(dead, noMemory).catch(() => false);
    if (isTidy) endRun(dead, false);
    else dead.lock.leave();
  }
  if (!isKept) return beginOwn(watchesFolder());
  const own = beginOwn(folder);
  for (const old of runs.slice(runsKept - 1)) forgetRun(old);
  return own;
}
