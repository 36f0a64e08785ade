import type { Engine, SubmittedFile, UnfinishedTask } from '../../engine/index.ts';
import type { Change } from '../../shared/task/change.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { isSettled } from '../../shared/task/status.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { createFairScheduler } from './fair-scheduler.ts';
import { createSentBatches } from './sent-batches.ts';
import { type BatchKey, createSharedBatches } from './shared-batches.ts';

export interface UploadLimits {
  readonly maxUploadBytes: number;
  /** Of all pictures that one request brings together, packed and unpacked. */
  readonly maxBatchBytes: number;
  /** Tasks that may be unfinished at once. */
  readonly queueLimit: number;
  /** Of these, how many one submitter may have. */
  readonly submitterLimit: number;
}

/** What came together. */
export interface Submission {
  readonly files: readonly Omit<SubmittedFile, 'priority'>[];
  readonly submitter: string;
  readonly recipe: Recipe;
  /** What they belong to; or only the client that sent them, such as an address. */
  readonly batch: BatchKey | { readonly client: string };
}

/** The way of uploads into the queue: limits, turns, and one task an id however often it is sent. */
export interface Submissions {
  /** Also counts uploads that are still arriving, and room that is kept for others. */
  hasRoomFor(submitter: string, count?: number): boolean;
  /** Keeps room for so many while `work` submits them. Null, with nothing done, when there is not enough. */
  withRoomFor<Value>(
    submitter: string,
    count: number,
    work: () => Promise<Value>,
  ): Promise<Value> | null;
  /** Runs `make` unless the task is there or being made; then answers with that one. */
  once(taskId: TaskId, make: () => Promise<Task>): Promise<Task>;
  /** A task for each file, in their order. Resolves once they survive a power cut. */
  submit(submission: Submission): Promise<Task[]>;
  close(): void;
}

/** `earlier` are the tasks that are unfinished now. */
export function createSubmissions(
  engine: Engine,
  limits: UploadLimits,
  earlier: readonly UnfinishedTask[],
): Submissions {
  const turns = createFairScheduler(earlier);
  const arriving = new Map<TaskId, Promise<Task>>();
  const unfinished = new Set(earlier.map(({ taskId }) => taskId));
  const sent = createSentBatches(Date.now);
  const batches = createSharedBatches();
  let keptCount = 0;

  const unsubscribe = engine.subscribe((changes: readonly Change[]) => {
    turns.follow(changes);
    for (const change of changes) {
      if (change.kind === 'removed') change.taskIds.forEach((taskId) => unfinished.delete(taskId));
      if (change.kind !== 'task') continue;
      if (isSettled(change.task.status)) unfinished.delete(change.task.id);
      else unfinished.add(change.task.id);
    }
  });

  const hasRoomFor = (submitter: string, count = 1) => {
    const hasRoom = unfinished.size + arriving.size + keptCount + count <= limits.queueLimit;
    return hasRoom && turns.unfinishedOf(submitter) + count <= limits.submitterLimit;
  };

  return {
    hasRoomFor,
    withRoomFor(submitter, count, work) {
      if (!hasRoomFor(submitter, count)) return null;
      keptCount += count;
      return work().finally(() => {
        keptCount -= count;
      });
    },
    async once(taskId, make) {
      for (let other = arriving.get(taskId); other; other = arriving.get(taskId)) {
        await other.catch(() => null);
      }
      const known = engine.find(taskId);
      if (known) return known;
      const making = make();
      arriving.set(taskId, making);
      try {
        return await making;
      } finally {
        arriving.delete(taskId);
      }
    },
    async submit({ files, submitter, recipe, batch }) {
      const key = 'client' in batch ? sent.batchOf(batch.client) : batch;
      const sending = { submitter, batch: key, recipe };
      const tasks = engine.submit({
        files: files.map((file) => ({ ...file, priority: turns.take(submitter, file.taskId) })),
        submitter,
        recipe,
        batch: batches.placeOf(sending),
      });
      batches.joined(sending, tasks);
      await engine.flushed();
      return tasks;
    },
    close: unsubscribe,
  };
}
