import { existsSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { folded } from '../../shared/paths/safe-segment.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { batchPages } from '../collections/batch-pages.ts';
import type { InterruptedWalk } from '../intake/batch-filling.ts';
import { createLedger, type Ledger } from '../ledger/ledger.ts';
import { asMade, asQueued } from '../ledger/transitions.ts';
import { keptPathOf } from '../files/atomic-rename.ts';
import { clockStepMs, factsNow } from '../files/file-identity.ts';
import { fingerprintOf, identityOf, resultFingerprintOf } from '../files/fingerprints.ts';
import { isAway, wakeDrives } from '../files/disks.ts';
import { syncFoldersAbove } from '../files/folder-syncs.ts';
import { slowDriveOf } from '../files/mounts.ts';
import { fromBytes, toNative } from '../files/paths.ts';
import { recipeHash } from '../memory/unchanged.ts';
import type { Steps } from './start-up.ts';
import type {
  HistoryStore,
  InterruptedAttempt,
  Made,
  ResultMemory,
  Scheduler,
  StoredBatch,
  StoredTask,
} from '../ports.ts';

export interface RecoveryParts {
  readonly history: HistoryStore;
  readonly ledger: Ledger;
  /** Learns which results a crash left whole. */
  readonly memory: Pick<ResultMemory, 'noteWritten' | 'remember'>;
  readonly scheduler: Pick<Scheduler, 'add'>;
}

function identity(path: string): string | null {
  const facts = statSync(toNative(path), { bigint: true, throwIfNoEntry: false });
  return facts ? identityOf(facts) : null;
}

/** Where no file can have two names, an empty one holds the final name until the whole one replaces it. */
function isHeld(path: string): boolean {
  return statSync(toNative(path), { throwIfNoEntry: false })?.size === 0;
}

/** True if the file got its final name: the temporary name is gone or never was, or both name the same file for a moment. */
function isInPlace(temporaryPath: string | null, finalPath: string): boolean {
  if (!existsSync(toNative(finalPath)) || isHeld(finalPath)) return false;
  if (temporaryPath === null) return true;
  return !existsSync(toNative(temporaryPath)) || identity(temporaryPath) === identity(finalPath);
}

/** True if the app died between putting the last result in place and storing that it did. */
function wasDone({ made, temporaryPaths }: InterruptedAttempt): boolean {
  if (made === null || made.outputs.length === 0) return false;
  return made.outputs.every(({ path }, index) => isInPlace(temporaryPaths[index] ?? null, path));
}

const isMissing = (path: string) => !existsSync(toNative(path));

/**
 * The app died while whole results were getting their names: those that have none yet get theirs now, if nothing else
 * has it. That is so for a result in place of an original, too, once that is in the trash.
 */
function finishMoves({ made, temporaryPaths }: InterruptedAttempt): void {
  const moves = (made?.outputs ?? []).flatMap(({ path }, index) => {
    const temporaryPath = temporaryPaths[index] ?? null;
    return isInPlace(temporaryPath, path) ? [] : [{ path, temporaryPath }];
  });
  for (const { path, temporaryPath } of moves) {
    if (temporaryPath === null || isMissing(temporaryPath)) return;
    if (!isMissing(path) && !isHeld(path)) return;
  }
  try {
    for (const { path, temporaryPath } of moves)
      renameSync(toNative(temporaryPath ?? ''), toNative(path));
  } catch {
    // The task runs again. The history knows where an original went, and undoing the batch brings it back.
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(toNative(path), { force: true });
  } catch {
    // The disk may be gone or read-only now; a hidden file that stays harms nobody.
  }
}

type Interrupted = Pick<RecoveryParts, 'history' | 'ledger' | 'memory'>;

const pathsOf = ({ made, temporaryPaths }: InterruptedAttempt): string[] => [
  ...temporaryPaths.filter((path) => path !== null),
  ...(made?.outputs.map(({ path }) => path) ?? []),
];

/** Gives whole results their names and removes all else that the attempt left. True if the attempt is done with that. */
function settleFiles(interrupted: InterruptedAttempt): boolean {
  const { made, temporaryPaths } = interrupted;
  finishMoves(interrupted);
  const isDone = wasDone(interrupted);
  const finalPaths = made?.outputs.map(({ path }) => path) ?? [];
  // Before anybody is told that it is done.
  if (isDone) syncFoldersAbove(finalPaths);
  for (const path of temporaryPaths) {
    if (path !== null) [path, keptPathOf(path)].forEach(removeQuietly);
  }
  if (!isDone) finalPaths.filter(isHeld).forEach(removeQuietly);
  return isDone;
}

/** Null once it is not there any more. */
function realFile(path: string): string | null {
  try {
    const folder = realpathSync.native(toNative(dirname(path)), 'buffer');
    return join(fromBytes(folder), basename(path));
  } catch {
    return null;
  }
}

/** Null unless the source is known to be what the attempt read. By the clock of a network drive that cannot be said. */
function sourceThen(path: string, { startedAt }: InterruptedAttempt['attempt']): string | null {
  const facts = slowDriveOf(path) === null ? factsNow(path) : null;
  // A clock that was set back since says nothing.
  const isOlder =
    facts !== null && Date.now() >= startedAt && Number(facts.ctimeMs) < startedAt - clockStepMs;
  return isOlder ? fingerprintOf(facts) : null;
}

/**
 * Without this a watched folder would take results that a crash left in it for pictures, and who skips what is unchanged would make them
 * again beside themselves.
 */
function noteResults(
  { history, memory }: Pick<Interrupted, 'history' | 'memory'>,
  { taskId, attempt, made }: InterruptedAttempt,
): void {
  const task = history.find(taskId)?.task;
  const recipe = task && history.findBatch(task.batchId)?.batch.recipe;
  if (!task || !made || !recipe) return;
  const { sourcePath, position } = task;
  const stamped = made.outputs.flatMap(({ path }) => {
    const facts = factsNow(path);
    return facts ? [{ path, fingerprint: resultFingerprintOf(facts) }] : [];
  });
  const written = stamped.flatMap(({ path, fingerprint }) => {
    // What took the place of its source is the picture itself from now on.
    const real = folded(path) === folded(sourcePath) ? null : realFile(path);
    return real ? [{ path: real, fingerprint }] : [];
  });
  if (written.length > 0) memory.noteWritten(written, position);
  const fingerprint = sourceThen(sourcePath, attempt);
  const isWhole = (made.faults ?? []).length === 0 && stamped.length === recipe.outputs.length;
  if (fingerprint === null || !isWhole) return;
  const result = { sourcePath, recipeHash: recipeHash(recipe), fingerprint, contentHash: null };
  memory.remember({ ...result, outputs: stamped }, position);
}

/**
 * Settles the files of attempts that another history knew and nobody can go on with. Answers with what is whole. What lies on a drive that
 * is away stays as it is.
 */
export async function settleLost(
  attempts: readonly InterruptedAttempt[],
): Promise<ReadonlyMap<TaskId, Made>> {
  await wakeDrives(attempts.flatMap(pathsOf));
  const whole = new Map<TaskId, Made>();
  for (const interrupted of attempts) {
    const { taskId, made } = interrupted;
    if (pathsOf(interrupted).some(isAway)) continue;
    if (settleFiles(interrupted) && made) whole.set(taskId, made);
  }
  return whole;
}

/**
 * Puts the batches and the tasks of attempts that never ended on the queue, and ends these attempts. What lies on a drive that is away
 * stays as it is, and its picture is made again.
 */
function endInterrupted(
  { history, ledger, memory }: Interrupted,
  batches: readonly StoredBatch[],
): void {
  const attempts = history.interruptedAttempts();
  const running = attempts
    .flatMap(({ taskId }) => history.find(taskId) ?? [])
    .filter(({ task }) => task.status === 'running');
  ledger.restore(batches, running);
  for (const interrupted of attempts) {
    const { taskId, attempt } = interrupted;
    const finishedAt = Math.max(attempt.startedAt, Date.now());
    if (pathsOf(interrupted).some(isAway)) {
      history.endAttempt(taskId, { ...attempt, finishedAt, endedAs: 'interrupted' });
      continue;
    }
    const { made } = interrupted;
    const isDone = settleFiles(interrupted);
    if (isDone) noteResults({ history, memory }, interrupted);
    for (const { path } of isDone ? [] : history.replacedBy(taskId))
      if (!isMissing(path)) history.forgetReplaced(taskId, path);
    ledger.changeTasks([taskId], (task) =>
      isDone && made && task.status === 'running'
        ? asMade(task, { finishedAt, durationMs: null }, made)
        : null,
    );
    const endedAs = isDone ? 'succeeded' : 'interrupted';
    history.endAttempt(taskId, { ...attempt, finishedAt, endedAs });
  }
}

/** About 10 ms each, so that a window can be used while 100,000 tasks are read. */
const tasksAtOnce = 500;

/** Answers with all tasks of a batch that is to be walked again. */
function* requeueBatch(
  { history, ledger, scheduler }: RecoveryParts,
  { batch }: StoredBatch,
): Steps<StoredTask[]> {
  const tasks: StoredTask[] = [];
  for (const page of batchPages(history, batch.id, tasksAtOnce)) {
    ledger.requeue(page.filter(({ task }) => ledger.statusOf(task.id) === undefined));
    const running = page.filter(({ task }) => ledger.statusOf(task.id) === 'running');
    ledger.changeTasks(
      running.map(({ task }) => task.id),
      (task) => asQueued(task, task.queuedAt),
    );
    for (const { task, priority } of page) {
      if (ledger.statusOf(task.id) === 'queued') scheduler.add(task.id, priority);
    }
    if (batch.isWalking) tasks.push(...page);
    if (page.length === tasksAtOnce) yield undefined;
  }
  return tasks;
}

/**
 * Puts unfinished batches back on the queue, removes what interrupted attempts left, and finds what must go on.
 * What was running waits again; what was already in place is not done again. In steps, between which other work may
 * be done but no task may start: until the end the ledger does not know every source that must not be overwritten,
 * and every batch counts as being walked.
 */
export function* recover(parts: RecoveryParts): Steps<readonly InterruptedWalk[]> {
  const { history, ledger } = parts;
  const waking = wakeDrives(history.interruptedAttempts().flatMap(pathsOf));
  if (waking) yield waking;
  const batches = history.unfinishedBatches();
  endInterrupted(
    parts,
    batches.map(({ batch, roots }) => ({ batch: { ...batch, isWalking: true }, roots })),
  );
  const walks: InterruptedWalk[] = [];
  for (const stored of batches) {
    const existing = yield* requeueBatch(parts, stored);
    const { id, isWalking } = stored.batch;
    if (isWalking) walks.push({ stored, existing, removed: history.forgottenSourcesOf(id) });
    else ledger.changeBatch(id, { isWalking: false });
  }
  return walks;
}

/**
 * Ends the attempts of a process that died, in a history that no engine works on: results that were whole get their names, all
 * other temporary files are removed. The tasks wait for whoever goes on with them. False, with nothing done, while a drive does not answer
 * on which some of these lie.
 */
export async function settleInterrupted(
  history: HistoryStore,
  memory: RecoveryParts['memory'] = history.memory,
): Promise<boolean> {
  const paths = history.interruptedAttempts().flatMap(pathsOf);
  await wakeDrives(paths);
  if (paths.some(isAway)) return false;
  const ledger = createLedger(history, { isPaused: true, concurrency: 1 });
  endInterrupted({ history, ledger, memory }, history.unfinishedBatches());
  return true;
}
