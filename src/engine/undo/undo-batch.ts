import type { BigIntStats } from 'node:fs';
import { setImmediate as laterTurn } from 'node:timers/promises';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { BatchId, Output, Task } from '../../shared/task/task.ts';
import {
  namedRefusals,
  type RefusedUndo,
  type UndoProblem,
  type UndoRefusal,
  type UndoReport,
} from '../../shared/task/undo.ts';
import { batchPages } from '../collections/batch-pages.ts';
import { isUnmodified } from '../files/file-identity.ts';
import { resultFingerprintOf, wholeMs } from '../files/fingerprints.ts';
import { isAway, isSilent, onDisk, wakeDrives } from '../files/disks.ts';
import { slowDriveOf } from '../files/mounts.ts';
import type { HistoryStore, ReplacedFile, ResultMemory, Trash } from '../ports.ts';

/** What tells a result from a file of the same name and size that a person put there. */
export interface UndoLook {
  /** When the batch was added: no result of it is older. */
  readonly createdAt: number;
  readonly memory: Pick<ResultMemory, 'writtenFingerprint'>;
}

/** What the memory knows is the last file that got this name, which a later task may have made, whatever clock that had. */
const isOfTask = ({ leftAt }: Output, { mtimeNs }: BigIntStats) =>
  leftAt === undefined || leftAt === wholeMs(mtimeNs);

/** A later file that keeps the same source's date tells the same time of change; no other one was begun in the same moment. */
const wasBornAs = ({ bornAt }: Output, { birthtimeNs }: BigIntStats) =>
  bornAt === undefined || bornAt === wholeMs(birthtimeNs);

/** Null when the file is as the task left it. */
export async function whyNot(
  output: Output,
  finishedAt: number,
  { createdAt, memory }: UndoLook,
): Promise<UndoRefusal | null> {
  // One picture after the other would wait for it.
  if (isAway(output.path)) return 'drive-silent';
  const facts = await onDisk('stat', output.path).catch((error: unknown) =>
    isSilent(error) ? ('silent' as const) : null,
  );
  if (facts === 'silent') return 'drive-silent';
  if (!facts) return 'gone';
  const { leftAt = output.modifiedAt } = output;
  const made = { ...output, finishedAt, ...(leftAt !== undefined && { modifiedAt: leftAt }) };
  const left = memory.writtenFingerprint(output.path);
  const isResult =
    left === null
      ? isUnmodified(facts, { ...made, createdAt })
      : isUnmodified(facts, made) && left === resultFingerprintOf(facts) && isOfTask(output, facts);
  return isResult && wasBornAs(output, facts) ? null : 'changed';
}

export const finishedAtOf = (task: Task): number => ('finishedAt' in task ? task.finishedAt : 0);

/** Nothing was made in its place, and what is there was there before: its way to the trash failed. */
async function neverLeft(task: Task, path: string): Promise<boolean> {
  if (outputsOf(task).some((output) => output.path === path)) return false;
  const facts = await onDisk('lstat', path).catch(() => null);
  return facts !== null && Number(facts.ctimeMs) <= finishedAtOf(task);
}

/** Puts back a file that a task replaced. */
async function restore(
  { history, trash }: UndoTools,
  task: Task,
  { path, trashedPath }: ReplacedFile,
): Promise<RefusedUndo | 'restored' | 'never-left'> {
  if (trashedPath === null) return { path, reason: 'original-elsewhere' };
  if (isAway(path)) return { path, reason: 'drive-silent' };
  const isBack = await trash.restore(trashedPath, path).catch(() => false);
  if (!isBack && !(await neverLeft(task, path))) return { path, reason: 'place-taken' };
  history.forgetReplaced(task.id, path);
  return isBack ? 'restored' : 'never-left';
}

interface UndoTools extends UndoLook {
  readonly history: HistoryStore;
  readonly trash: Trash;
}

export interface UndoOrder {
  readonly history: HistoryStore;
  /** Null where the system's trash cannot be reached. */
  readonly trash: Trash | null;
  readonly memory: UndoLook['memory'];
  readonly batchId: BatchId;
  /** Whether nothing will go on with the batch; not asked about one that cannot be undone anyway. */
  readonly isOver: () => boolean;
  /** Hears of each file that stays: the report names only the first of them. */
  readonly onRefused?: (refused: RefusedUndo) => void;
}

function whyNotUndo({ history, trash, batchId, isOver }: UndoOrder): UndoProblem | null {
  const stored = history.findBatch(batchId);
  if (!stored) return 'not-found';
  if (trash === null) return 'no-trash';
  if (stored.batch.undoneAt !== null) return 'undone';
  return isOver() ? null : 'not-finished';
}

/** What became of the files of a batch so far. */
function createTally(onRefused: UndoOrder['onRefused']) {
  const refused: RefusedUndo[] = [];
  const counts = { trashedCount: 0, restoredCount: 0, refusedCount: 0 };
  let mayWorkLater = false;
  return {
    trashed: () => void (counts.trashedCount += 1),
    restored: () => void (counts.restoredCount += 1),
    refused(path: string, reason: UndoRefusal) {
      counts.refusedCount += 1;
      if (reason === 'trash-failed' || reason === 'drive-silent') mayWorkLater = true;
      if (refused.length < namedRefusals) refused.push({ path, reason });
      onRefused?.({ path, reason });
    },
    report: (): UndoReport => ({ ...counts, refused }),
    /** An undo that moved nothing, or that the trash or a drive held up, may be tried again. */
    wasUndone: () => counts.trashedCount + counts.restoredCount > 0 && !mayWorkLater,
  };
}
type Tally = ReturnType<typeof createTally>;

async function undoTask(tools: UndoTools, task: Task, tally: Tally): Promise<void> {
  const finishedAt = finishedAtOf(task);
  for (const output of outputsOf(task)) {
    const { path } = output;
    const reason = await whyNot(output, finishedAt, tools);
    const isTrashed =
      reason === null &&
      (await tools.trash.put(path).then(
        () => true,
        () => false,
      ));
    if (isTrashed) tally.trashed();
    else tally.refused(path, reason ?? 'trash-failed');
  }
  for (const replaced of tools.history.replacedBy(task.id)) {
    const back = await restore(tools, task, replaced);
    if (back === 'restored') tally.restored();
    else if (back !== 'never-left') tally.refused(back.path, back.reason);
  }
}

/** Asks each drive once whether it answers: one that did not when it was asked last may do so now. */
function createWaking() {
  const woken = new Set<string>();
  return async (paths: readonly string[]) => {
    const fresh = paths.filter((path) => {
      const drive = slowDriveOf(path);
      return drive !== null && !woken.has(drive) && woken.add(drive);
    });
    await wakeDrives(fresh);
  };
}

/** Tasks read in one turn: about 3 ms. */
const tasksOfTurn = 128;

/**
 * Moves the results of a batch to the trash and puts originals back, once; `onUndone` marks it. Works from the history, so
 * after a restart, too. What somebody changed since stays, and is named.
 */
export async function undoBatch(
  order: UndoOrder,
  onUndone: () => void,
): Promise<Result<UndoReport, UndoProblem>> {
  const { history, trash, memory, batchId, onRefused } = order;
  const problem = whyNotUndo(order);
  if (problem !== null || trash === null) return notOk(problem ?? 'no-trash');
  const createdAt = history.findBatch(batchId)?.batch.createdAt ?? 0;
  const tally = createTally(onRefused);
  const wake = createWaking();
  for (const page of batchPages(history, batchId, tasksOfTurn)) {
    await wake(page.flatMap(({ task }) => outputsOf(task).map(({ path }) => path)));
    for (const { task } of page) await undoTask({ history, trash, memory, createdAt }, task, tally);
    // Tasks that made nothing wait for no disk.
    await laterTurn();
  }
  if (tally.wasUndone()) onUndone();
  return ok(tally.report());
}
