import { type Batch, type BatchOrigin, nothingLeftOut } from '../../shared/task/batch.ts';
import type { Receipt } from '../../shared/task/receipt.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import { createResultSieve, type NamedPaths, takesEverything } from '../admission/own-results.ts';
import { createUnchangedMarks } from '../admission/unchanged-sources.ts';
import type { BatchDraft } from '../ledger/ledger.ts';
import { recipeKey } from '../marks/marks.ts';
import { adoptBatches, type AdoptedBatches } from './adopt-batches.ts';
import { createBatchFilling, type InterruptedWalk } from './batch-filling.ts';
import {
  createFileEnqueuing,
  type EnqueueRequest,
  type IntakeParts,
  type Sieving,
  type StopReason,
} from './enqueue-files.ts';
import { createWatchedEnqueuing, type WatchedEnqueuing } from './enqueue-watched.ts';

/** One file that was sent to a service. `taskId` is new; `name` is what the sender calls the file. */
export interface SubmittedFile {
  readonly taskId: TaskId;
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** Higher goes first. */
  readonly priority: number;
}

/** Files of one batch that were sent together. */
export interface SubmitRequest {
  readonly files: readonly SubmittedFile[];
  readonly recipe: Recipe;
  /** Whose turn they take, as the service calls them; kept with the tasks for `unfinishedTasks` of the history. */
  readonly submitter?: string;
  readonly batch: SubmittedBatch;
}

/** Joined when a batch of that id is on the queue with the same recipe; else it is a new one. `counter` is the first file's, from 1. */
export interface SubmittedBatch {
  readonly id: BatchId | null;
  readonly title: string;
  readonly origin: BatchOrigin;
  readonly counter: number;
}

/** How work comes in. */
export interface Intake extends WatchedEnqueuing {
  /** Stores a batch and answers; folders are walked afterwards while the first tasks already run. */
  enqueue(request: EnqueueRequest): Promise<Receipt>;
  /** Stores a task for each file in one transaction and answers with them, in their order. */
  submit(request: SubmitRequest): Task[];
  /** Goes on with unfinished batches of another history; resolves with how many tasks wait for that now. */
  adopt(lost: AdoptedBatches): Promise<number>;
}

/** What the queue, beside callers, asks of it. */
export interface IntakeControl extends Intake {
  /** What is still being stored, of one batch or of all, is cancelled as it comes, or left out when it is being removed. */
  stopRest(reason: StopReason, batchId?: BatchId): void;
  /** Walks a batch that was not walked to its end, leaving out what it has and what was removed from it. */
  walkAgain(interrupted: InterruptedWalk): void;
}

export function createIntake(parts: IntakeParts): IntakeControl {
  const { ledger, scheduler, walks, memory } = parts;

  /** Who runs something again has chosen it by name. */
  const sieveFor = ({ recipe, origin, takesResults }: Sieving, named: NamedPaths) =>
    takesResults || origin === 'run-again'
      ? Promise.resolve(takesEverything)
      : createResultSieve(memory, recipe, named);

  const marksFor = ({ id, recipe }: Batch) =>
    createUnchangedMarks(memory, recipe, () => !ledger.hasUnsettledBeside(id));

  const joinedBatch = ({ batch, recipe }: SubmitRequest): BatchId | null => {
    const known = ledger.findBatch(batch.id ?? '')?.batch;
    return known && recipeKey(known.recipe) === recipeKey(recipe) ? known.id : null;
  };

  const newBatch = ({ recipe, batch: { title, origin } }: SubmitRequest): BatchDraft => {
    const facts = { title, origin, recipe, isWalking: false, createdAt: Date.now() };
    return { ...facts, leftOut: nothingLeftOut };
  };

  const walkAgain: IntakeControl['walkAgain'] = ({ stored, existing, removed }) => {
    const filling = createBatchFilling(parts, stored.batch.id, { existing, removed });
    const files = existing.flatMap(({ task, root }) =>
      root === null ? [{ path: task.sourcePath, root, sizeBytes: task.sizeBytes }] : [],
    );
    const sieve = sieveFor(stored.batch, { files, folders: stored.roots });
    walks.start(stored, { filling, sieve, markUnchanged: marksFor(stored.batch) });
  };

  return {
    ...createFileEnqueuing({ ...parts, sieveFor, marksFor }),
    ...createWatchedEnqueuing(parts),
    adopt: (lost) => adoptBatches({ ...parts, walkAgain }, lost),
    walkAgain,
    submit(request) {
      const { submitter, batch } = request;
      const files = request.files.map(({ taskId, path, name, sizeBytes, priority }) => {
        const sent = { taskId, name, priority, ...(submitter !== undefined && { submitter }) };
        return { path, root: null, sizeBytes, sent };
      });
      const tasks = { files, priority: 0, firstCounter: batch.counter };
      const batchId = joinedBatch(request);
      const added =
        batchId === null
          ? ledger.addBatchOf(newBatch(request), tasks).tasks
          : ledger.addTasks(batchId, tasks);
      for (const { task, priority } of added) scheduler.add(task.id, priority);
      return added.map(({ task }) => task);
    },
  };
}
