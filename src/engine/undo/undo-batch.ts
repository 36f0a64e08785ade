import { stat } from 'node:fs/promises';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { isSettled } from '../../shared/task/status.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { BatchId, Output, Task } from '../../shared/task/task.ts';
import type { UndoProblem, UndoRefusal, UndoReport } from '../../shared/task/undo.ts';
import { isUnmodified } from '../files/file-identity.ts';
import { toNative } from '../files/paths.ts';
import type { HistoryStore, Trash } from '../ports.ts';

type Refused = { path: string; reason: UndoRefusal };

/** Null when the file is as the task left it. */
export async function whyNot(output: Output, finishedAt: number): Promise<UndoRefusal | null> {
  const facts = await stat(toNative(output.path)).catch(() => null);
  if (!facts) return 'gone';
  return isUnmodified(facts, { ...output, finishedAt }) ? null : 'changed';
}

export const finishedAtOf = (task: Task): number => ('finishedAt' in task ? task.finishedAt : 0);

/** Puts back what a task replaced; null when that worked or there was nothing. */
async function restore(
  { history, trash }: UndoTools,
  task: Task,
): Promise<Refused | 'restored' | null> {
  const replaced = history.replacedBy(task.id);
  if (!replaced) return null;
  const { sourcePath: path, trashedPath } = replaced;
  if (trashedPath === null) return { path, reason: 'original-elsewhere' };
  const isBack = await trash.restore(trashedPath, path).catch(() => false);
  if (!isBack) return { path, reason: 'place-taken' };
  history.forgetReplaced(task.id);
  return 'restored';
}

export interface UndoTools {
  readonly history: HistoryStore;
  readonly trash: Trash;
}

export interface UndoOrder {
  readonly history: HistoryStore;
  /** Null where the system's trash cannot be reached. */
  readonly trash: Trash | null;
  readonly batchId: BatchId;
  /** The run of this batch was killed and nothing will go on with it: what it made counts. */
  readonly wasAbandoned?: boolean;
}

function whyNotUndo({ history, trash, batchId, wasAbandoned }: UndoOrder): UndoProblem | null {
  const stored = history.findBatch(batchId);
  if (!stored) return 'not-found';
  if (trash === null) return 'no-trash';
  if (stored.batch.undoneAt !== null) return 'undone';
  const isFinished = history.tasksOf(batchId).every(({ task }) => isSettled(task.status));
  return (isFinished && !stored.batch.isWalking) || wasAbandoned ? null : 'not-finished';
}

/** An undo that moved nothing, or that the trash held up, may be tried again. */
const wasUndone = ({ trashedCount, restoredCount, refused }: UndoReport) =>
  trashedCount + restoredCount > 0 && refused.every(({ reason }) => reason !== 'trash-failed');

/** Undoes a batch once; `onUndone` marks it. */
export async function undoBatch(
  order: UndoOrder,
  onUndone: () => void,
): Promise<Result<UndoReport, UndoProblem>> {
  const { history, trash, batchId } = order;
  const problem = whyNotUndo(order);
  if (problem !== null || trash === null) return notOk(problem ?? 'no-trash');
  const tasks = history.tasksOf(batchId).map(({ task }) => task);
  const report = await undoTasks({ history, trash }, tasks);
  if (wasUndone(report)) onUndone();
  return ok(report);
}

/**
 * Moves the results of tasks to the trash and puts originals back. Works from the history, so after a restart, too.
 * What somebody changed since stays, and is named.
 */
export async function undoTasks(tools: UndoTools, tasks: readonly Task[]): Promise<UndoReport> {
  const refused: Refused[] = [];
  let trashedCount = 0;
  let restoredCount = 0;
  for (const task of tasks) {
    const finishedAt = finishedAtOf(task);
    for (const output of outputsOf(task)) {
      const reason = await whyNot(output, finishedAt);
      const isTrashed =
        reason === null &&
        (await tools.trash.put(output.path).then(
          () => true,
          () => false,
        ));
      if (isTrashed) trashedCount += 1;
      else refused.push({ path: output.path, reason: reason ?? 'trash-failed' });
    }
    const back = await restore(tools, task);
    if (back === 'restored') restoredCount += 1;
    else if (back) refused.push(back);
  }
  return { trashedCount, restoredCount, refused };
}
