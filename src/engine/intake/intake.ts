import { setImmediate as laterTurn } from 'node:timers/promises';
import { type BatchOrigin, batchTitle, nothingLeftOut } from '../../shared/task/batch.ts';
import type { Receipt } from '../../shared/task/receipt.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import type { Admission } from '../admission/admit.ts';
import {
  createResultSieve,
  type NamedPaths,
  siftAll,
  type Sifted,
  takesEverything,
} from '../admission/own-results.ts';
import { createUnchangedMarks } from '../admission/unchanged-sources.ts';
import { adoptBatches, type AdoptedBatches, type AdoptionParts } from './adopt-batches.ts';
import { batchPages } from '../collections/batch-pages.ts';
import { createBatchFilling, type InterruptedWalk, namedPriority } from './batch-filling.ts';
import type { Finding, FolderWalks } from './folder-walks.ts';
import { recipeKey } from '../marks/marks.ts';
import type { BatchDraft, Ledger } from '../ledger/ledger.ts';
import { skipsUnchanged } from '../memory/unchanged.ts';
import type { FoundFile, HistoryStore, ResultMemory, Scheduler, StoredTask } from '../ports.ts';

/** Named files are stored this many at a time: about 5 ms. */
const filesAtOnce = 128;

export interface EnqueueRequest {
  /** Files and folders as the person named them; relative ones are refused as `file-missing`. */
  readonly paths: readonly string[];
  readonly recipe: Recipe;
  readonly origin: BatchOrigin;
  /** Results of earlier runs are sources too. Left out, they are skipped as `own-result`, but not when run again. */
  readonly takesResults?: boolean;
  /**
   * A batch of the history that is filled again and keeps its own recipe: what it has already is announced as it is and not
   * added again. It must not be walking. Left out, a new batch begins.
   */
  readonly batchId?: BatchId;
}

/** One file that was sent to a service. `taskId` is new; `name` is what the sender calls the file. */
export interface SubmitRequest {
  readonly taskId: TaskId;
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly recipe: Recipe;
  /** Higher goes first. */
  readonly priority: number;
  /** Whose turn it takes, as the service calls them; kept with the task for `unfinishedTasks` of the history. */
  readonly submitter?: string;
  /** Left out, it comes alone. */
  readonly batch?: SubmittedBatch;
}

/** Joined when a batch of that id is on the queue with the same recipe; else it is a new one. `counter` is from 1. */
export interface SubmittedBatch {
  readonly id: BatchId | null;
  readonly title: string;
  readonly origin: BatchOrigin;
  readonly counter: number;
}

/** How work comes in. */
export interface Intake {
  /** Stores a batch and answers; folders are walked afterwards while the first tasks already run. */
  enqueue(request: EnqueueRequest): Promise<Receipt>;
  /** Stores one task and answers with it. */
  submit(request: SubmitRequest): Task;
  /** Goes on with unfinished batches of another history; resolves with how many tasks wait for that now. */
  adopt(lost: AdoptedBatches): Promise<number>;
}

/** Why the rest of a batch is not added as it was meant to be. */
export type StopReason = 'cancel' | 'remove';

/** What the queue, beside callers, asks of it. */
export interface IntakeControl extends Intake {
  /** What is still being stored is cancelled as it comes, or left out when everything is being removed. */
  stopRest(reason: StopReason): void;
  /** Walks a batch that was not walked to its end, leaving out what it has and what was removed from it. */
  walkAgain(interrupted: InterruptedWalk): void;
}

export interface IntakeParts {
  readonly history: AdoptionParts['history'] & Pick<HistoryStore, 'tasksOf'>;
  readonly ledger: Ledger;
  readonly scheduler: Scheduler;
  readonly walks: FolderWalks;
  readonly admit: (paths: readonly string[]) => Promise<Admission>;
  readonly memory: ResultMemory;
}

type Sieving = Pick<EnqueueRequest, 'recipe' | 'origin' | 'takesResults'>;

type Filling = Pick<Finding, 'filling' | 'markUnchanged'>;

/** Named files that are still being stored. */
interface Storing {
  stoppedFor: StopReason | null;
}

export function createIntake(parts: IntakeParts): IntakeControl {
  const { history, ledger, scheduler, walks, admit, memory } = parts;
  const storings = new Set<Storing>();

  const draftOf = ({ recipe, origin }: EnqueueRequest, { files, folders }: Admission) => {
    const title = batchTitle({ files: files.map(({ path }) => path), folders });
    // A batch of very many files is filled in several turns: until then it must not count as settled.
    const isWalking = folders.length > 0 || files.length > filesAtOnce || skipsUnchanged(recipe);
    const facts = { title, origin, recipe, isWalking, createdAt: Date.now() };
    return { ...facts, leftOut: nothingLeftOut };
  };

  /** One transaction, so that whoever dies now has added all of them or none. */
  const addFewFiles = (draft: BatchDraft, { sources, results }: Sifted) => {
    const priority = namedPriority(sources.length);
    const files = [...results, ...sources];
    const { batch, tasks } = ledger.addBatchOf(draft, { files, priority, firstCounter: 1 });
    for (const { task } of tasks) if (task.status === 'queued') scheduler.add(task.id, priority);
    return batch.id;
  };

  /** A batch that is being filled, and what fills it. */
  const begin = (draft: BatchDraft, { folders }: Admission) => {
    const batch = ledger.addBatch(draft, folders);
    return { batch, filling: createBatchFilling(parts, batch.id) };
  };

  const beginAgain = async (batchId: BatchId, { folders }: Admission) => {
    const stored = ledger.findBatch(batchId) ?? history.findBatch(batchId);
    if (!stored) throw new Error('a batch that is to be filled again is gone');
    const batch = { ...stored.batch, isWalking: true };
    ledger.restore([{ batch, roots: [...new Set([...stored.roots, ...folders])] }], []);
    ledger.changeBatch(batchId, { isWalking: true });
    const existing: StoredTask[] = [];
    for (const page of batchPages(history, batchId)) {
      const now = page.map((one) => ledger.get(one.task.id) ?? one);
      ledger.requeue(now);
      existing.push(...now);
      await laterTurn();
    }
    return { batch, filling: createBatchFilling(parts, batchId, { existing, removed: [] }) };
  };

  /** Who runs something again has chosen it by name. */
  const sieveFor = ({ recipe, origin, takesResults }: Sieving, named: NamedPaths) =>
    takesResults || origin === 'run-again'
      ? Promise.resolve(takesEverything)
      : createResultSieve(memory, recipe, named);

  const marksFor = (batchId: BatchId, recipe: Recipe) =>
    createUnchangedMarks(memory, recipe, () => !ledger.hasUnsettledBeside(batchId));

  const addFiles = async (
    files: readonly FoundFile[],
    { filling, markUnchanged }: Filling,
    storing: Storing,
  ) => {
    const priority = namedPriority(files.length);
    for (let at = 0; at < files.length; at += filesAtOnce) {
      if (at > 0) {
        await laterTurn();
        await history.quiet();
      }
      const slice = files.slice(at, at + filesAtOnce);
      const some = markUnchanged ? await markUnchanged(slice) : slice;
      if (storing.stoppedFor === null) filling.add(some, priority);
      else if (storing.stoppedFor === 'cancel') filling.addCancelled(slice);
    }
  };

  const joinedBatch = ({ batch, recipe }: SubmitRequest): BatchId | null => {
    const known = ledger.findBatch(batch?.id ?? '')?.batch;
    return known && recipeKey(known.recipe) === recipeKey(recipe) ? known.id : null;
  };

  const newBatch = ({ name, recipe, batch }: SubmitRequest): BatchDraft => {
    const { title, origin } = batch ?? ({ title: name, origin: 'upload' } as const);
    const facts = { title, origin, recipe, isWalking: false, createdAt: Date.now() };
    return { ...facts, leftOut: nothingLeftOut };
  };

  const walkAgain: IntakeControl['walkAgain'] = ({ stored, existing, removed }) => {
    const filling = createBatchFilling(parts, stored.batch.id, { existing, removed });
    const files = existing.flatMap(({ task, root }) =>
      root === null ? [{ path: task.sourcePath, root, sizeBytes: task.sizeBytes }] : [],
    );
    const { id, recipe } = stored.batch;
    const sieve = sieveFor(stored.batch, { files, folders: stored.roots });
    walks.start(stored, { filling, sieve, markUnchanged: marksFor(id, recipe) });
  };

  return {
    adopt: (lost) => adoptBatches({ ...parts, walkAgain }, lost),
    walkAgain,
    async enqueue(request) {
      const admission = await admit(request.paths);
      const { files, folders, refused } = admission;
      const counts = { acceptedCount: files.length, folderCount: folders.length };
      if (files.length + folders.length === 0) return { batchId: null, ...counts, refused };
      const sieve = await sieveFor(request, admission);
      const sifted = await siftAll(sieve, files);
      const { sources, results } = sifted;
      const draft = draftOf(request, admission);
      if (request.batchId === undefined && !draft.isWalking) {
        const batchId = addFewFiles(draft, sifted);
        await ledger.flushed();
        return { batchId, ...counts, refused };
      }
      const { batch, filling } =
        request.batchId === undefined
          ? begin(draft, admission)
          : await beginAgain(request.batchId, admission);
      const markUnchanged = marksFor(batch.id, batch.recipe);
      const storing: Storing = { stoppedFor: null };
      storings.add(storing);
      filling.add(results, 0);
      await addFiles(sources, { filling, markUnchanged }, storing).finally(() =>
        storings.delete(storing),
      );
      if (folders.length > 0 && storing.stoppedFor === null)
        walks.start(
          { batch, roots: folders },
          { filling, sieve: Promise.resolve(sieve), markUnchanged },
        );
      else if (batch.isWalking) ledger.changeBatch(batch.id, { isWalking: false });
      await ledger.flushed();
      return { batchId: batch.id, ...counts, refused };
    },
    submit(request) {
      const { taskId, path, name, sizeBytes, priority, batch, submitter } = request;
      const sent = { taskId, name, ...(submitter !== undefined && { submitter }) };
      const files = [{ path, root: null, sizeBytes, sent }];
      const tasks = { files, priority, firstCounter: batch?.counter ?? 1 };
      const batchId = joinedBatch(request);
      const [added] =
        batchId === null
          ? ledger.addBatchOf(newBatch(request), tasks).tasks
          : ledger.addTasks(batchId, tasks);
      if (!added) throw new Error('a submitted file became no task');
      scheduler.add(taskId, priority);
      return added.task;
    },
    stopRest(reason) {
      for (const storing of storings) storing.stoppedFor = reason;
    },
  };
}
