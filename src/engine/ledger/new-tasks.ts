import { randomUUID } from 'node:crypto';
import type { BatchId, Task } from '../../shared/task/task.ts';
import type { FoundFile, StoredTask } from '../ports.ts';
import { asSkipped } from './transitions.ts';

/** Files that become tasks of a batch. */
export interface NewTasks {
  readonly files: readonly FoundFile[];
  /** Of those that were not sent with one of their own. */
  readonly priority: number;
  /** The first one's place in the batch, from 1. */
  readonly firstCounter: number;
}

/** Where they go. */
interface Place {
  readonly batchId: BatchId;
  readonly nextNumber: () => number;
  readonly nextPosition: () => number;
  readonly rootOf: (root: string | null) => string | null;
}

/** A task for each file: it waits, or is skipped already, or is what another history knew. */
export function asWaiting(
  { files, priority, firstCounter }: NewTasks,
  { batchId, nextNumber, nextPosition, rootOf }: Place,
): StoredTask[] {
  const queuedAt = Date.now();
  // Files of one folder come with a copy each of its path.
  let sharedRoot: string | null = null;
  return files.map(({ path, root, sizeBytes, sent, skipped, adopted }, index): StoredTask => {
    if (root !== sharedRoot) sharedRoot = rootOf(root);
    if (adopted) {
      const task = { ...adopted.task, number: nextNumber(), position: nextPosition() };
      return { ...adopted, task, root: sharedRoot };
    }
    // Written out: an object that is put together from others takes half as much memory again.
    const waiting: Task = {
      id: sent?.taskId ?? randomUUID(),
      batchId,
      number: nextNumber(),
      position: nextPosition(),
      sourcePath: path,
      sizeBytes,
      attempts: 0,
      queuedAt,
      status: 'queued',
    };
    const queued = sent ? { ...waiting, name: sent.name } : waiting;
    const ending = { finishedAt: queuedAt, durationMs: null };
    const task = skipped === undefined ? queued : asSkipped(queued, ending, skipped);
    const stored = {
      task,
      root: sharedRoot,
      priority: sent?.priority ?? priority,
      counter: firstCounter + index,
    };
    return sent?.submitter === undefined ? stored : { ...stored, submitter: sent.submitter };
  });
}
