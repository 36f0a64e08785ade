import { stat } from 'node:fs/promises';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import type { UndoRefusal, UndoReport } from '../../shared/task/undo.ts';
import { isAsMade } from '../as-made.ts';
import { toNative } from '../paths.ts';
import type { HistoryStore, Trash } from '../ports.ts';

type Refused = { path: string; reason: UndoRefusal };

/** Null when the file is as the task left it. */
async function whyNot(output: Output, finishedAt: number): Promise<UndoRefusal | null> {
  const facts = await stat(toNative(output.path)).catch(() => null);
  if (!facts) return 'gone';
  return isAsMade(facts, { ...output, finishedAt }) ? null : 'changed';
}

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

/**
 * Moves the results of tasks to the trash and puts originals back. Works from the history, so after a restart, too.
 * What somebody changed since stays, and is named.
 */
export async function undoTasks(tools: UndoTools, tasks: readonly Task[]): Promise<UndoReport> {
  const refused: Refused[] = [];
  let trashedCount = 0;
  let restoredCount = 0;
  for (const task of tasks) {
    const finishedAt = 'finishedAt' in task ? task.finishedAt : 0;
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
