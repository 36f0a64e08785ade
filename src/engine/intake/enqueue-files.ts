import { setImmediate as laterTurn } from 'node:timers/promises';
import {
  type Batch,
  type BatchOrigin,
  batchTitle,
  nothingLeftOut,
} from '../../shared/task/batch.ts';
import type { Receipt } from '../../shared/task/receipt.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { BatchId } from '../../shared/task/task.ts';
import type { Admission } from '../admission/admit.ts';
import { canSiftInTurn, type ResultSieve, siftAll, type Sifted } from '../admission/own-results.ts';
import type { MarkUnchanged } from '../admission/unchanged-sources.ts';
import { batchPages } from '../collections/batch-pages.ts';
import type { BatchDraft, Ledger } from '../ledger/ledger.ts';
import { skipsUnchanged } from '../memory/unchanged.ts';
import type { FoundFile, HistoryStore, ResultMemory, Scheduler, StoredTask } from '../ports.ts';
import type { AdoptionParts } from './adopt-batches.ts';
import { admitInTurn } from './admit-in-turn.ts';
import { type BatchFilling, createBatchFilling, namedPriority } from './batch-filling.ts';
import type { FolderWalks } from './folder-walks.ts';

/** Named files are stored this many at a time: about 5 ms. */
const filesAtOnce = 128;
/** Of more names the first ones are made while the last ones are looked at. */
const manyNames = 1000;

export interface EnqueueRequest {
  /** Files and folders as the person named them; relative ones are refused as `file-missing`. */
  readonly paths: readonly string[];
  readonly recipe: Recipe;
  readonly origin: BatchOrigin;
  /** Results of earlier runs are sources too. Left out, they are skipped as `own-result`, but not when run again. */
  readonly takesResults?: boolean;
  /** Nothing of the new batch is remembered once it is over. */
  readonly isPrivate?: boolean;
  /**
   * A batch of the history that is filled again and keeps its own recipe: what it has already is announced as it is and not
   * added again. It must not be walking. Left out, a new batch begins.
   */
  readonly batchId?: BatchId;
}

/** Why the rest of a batch is not added as it was meant to be. */
export type StopReason = 'cancel' | 'remove';

export interface IntakeParts {
  readonly history: AdoptionParts['history'] & Pick<HistoryStore, 'tasksOf' | 'unfinishedBatches'>;
  readonly ledger: Ledger;
  readonly scheduler: Scheduler;
  readonly walks: FolderWalks;
  readonly admit: (paths: readonly string[]) => Promise<Admission>;
  readonly memory: ResultMemory;
}

/** What decides whether results of earlier runs are sources. */
export type Sieving = Pick<EnqueueRequest, 'recipe' | 'origin' | 'takesResults'>;

export interface FileEnqueuing {
  /** See `Intake`. */
  enqueue(request: EnqueueRequest): Promise<Receipt>;
  /** See `IntakeControl`. */
  stopRest(reason: StopReason, batchId?: BatchId): void;
}

interface EnqueuingParts extends IntakeParts {
  readonly sieveFor: (
    sieving: Sieving,
    named: Pick<Admission, 'files' | 'folders'>,
  ) => Promise<ResultSieve>;
  readonly marksFor: (batch: Batch) => MarkUnchanged | null;
}

/** A batch that is being filled, and what fills it. */
interface Begun {
  readonly batch: Batch;
  readonly filling: BatchFilling;
  readonly markUnchanged: MarkUnchanged | null;
}

/** Named files that are still being stored. */
interface Storing {
  /** Null until there is one. */
  batchId: BatchId | null;
  stoppedFor: StopReason | null;
}

const titleOf = ({ files, folders }: Pick<Admission, 'files' | 'folders'>) =>
  batchTitle({ files: files.map(({ path }) => path), folders });

// A batch of very many files is filled in several turns: until then it must not count as settled.
const takesTurns = ({ recipe }: EnqueueRequest, { files, folders }: Admission) =>
  folders.length > 0 || files.length > filesAtOnce || skipsUnchanged(recipe);

const countsOf = ({ files, folders, refused }: Admission) => ({
  acceptedCount: files.length,
  folderCount: folders.length,
  refused,
});

function draftOf(
  { recipe, origin, isPrivate }: EnqueueRequest,
  { title, isWalking }: Pick<Batch, 'title' | 'isWalking'>,
): BatchDraft {
  const createdAt = Date.now();
  const draft = { title, origin, recipe, isWalking, createdAt, leftOut: nothingLeftOut };
  return isPrivate ? { ...draft, isPrivate } : draft;
}

/** Makes batches of the files and folders that a person named. */
export function createFileEnqueuing(parts: EnqueuingParts): FileEnqueuing {
  const { history, ledger, scheduler, walks, admit, sieveFor, marksFor } = parts;
  const storings = new Set<Storing>();

  /** One transaction, so that whoever dies now has added all of them or none. */
  const addFewFiles = (draft: BatchDraft, { sources, results }: Sifted) => {
    const priority = namedPriority(sources.length);
    const files = [...results, ...sources];
    const { batch, tasks } = ledger.addBatchOf(draft, { files, priority, firstCounter: 1 });
    for (const { task } of tasks) if (task.status === 'queued') scheduler.add(task.id, priority);
    return batch.id;
  };

  const begin = (draft: BatchDraft, folders: readonly string[]): Begun => {
    const batch = ledger.addBatch(draft, folders);
    const filling = createBatchFilling(parts, batch.id);
    return { batch, filling, markUnchanged: marksFor(batch) };
  };

  const beginAgain = async (batchId: BatchId, { folders }: Admission): Promise<Begun> => {
    const stored = ledger.findBatch(batchId) ?? history.findBatch(batchId);
    if (!stored) throw new Error('a batch that is to be filled again is gone');
    const batch = { ...stored.batch, isWalking: true };
    ledger.restore([{ batch, roots: stored.roots }], []);
    const roots = [...new Set([...stored.roots, ...folders])];
    ledger.changeBatch(batchId, { isWalking: true, roots });
    const existing: StoredTask[] = [];
    for (const page of batchPages(history, batchId)) {
      const now = page.map((one) => ledger.get(one.task.id) ?? one);
      ledger.requeue(now);
      existing.push(...now);
      await laterTurn();
    }
    const filling = createBatchFilling(parts, batchId, { existing, removed: [] });
    return { batch, filling, markUnchanged: marksFor(batch) };
  };

  const pause = async () => {
    await laterTurn();
    await history.quiet();
  };

  /** What is being stored is known to `stopRest` until it is. */
  const whileStoring = <Value>(store: (storing: Storing) => Promise<Value>): Promise<Value> => {
    const storing: Storing = { batchId: null, stoppedFor: null };
    storings.add(storing);
    return store(storing).finally(() => storings.delete(storing));
  };

  const addSome = async (
    files: readonly FoundFile[],
    { filling, markUnchanged, priority }: Begun & { readonly priority: number },
    storing: Storing,
  ) => {
    const some = markUnchanged ? await markUnchanged(files) : files;
    if (storing.stoppedFor === null) filling.add(some, priority);
    else if (storing.stoppedFor === 'cancel') filling.addCancelled(files);
  };

  const addAll = async (files: readonly FoundFile[], begun: Begun, storing: Storing) => {
    const priority = namedPriority(files.length);
    for (let at = 0; at < files.length; at += filesAtOnce) {
      if (at > 0) await pause();
      await addSome(files.slice(at, at + filesAtOnce), { ...begun, priority }, storing);
    }
  };

  /** All files are stored, or the rest is not wanted any more: the folders are walked. */
  const finish = async (
    { batch, filling, markUnchanged }: Begun,
    folders: readonly string[],
    sieve: () => Promise<ResultSieve>,
  ) => {
    if (folders.length > 0)
      walks.start({ batch, roots: folders }, { filling, sieve: sieve(), markUnchanged });
    else if (batch.isWalking) ledger.changeBatch(batch.id, { isWalking: false });
    await ledger.flushed();
  };

  const enqueueAdmitted = async (
    request: EnqueueRequest,
    admission: Admission,
  ): Promise<Receipt> => {
    const { files, folders } = admission;
    const counts = countsOf(admission);
    if (files.length + folders.length === 0) return { batchId: null, ...counts };
    const sieve = await sieveFor(request, admission);
    const sifted = await siftAll(sieve, files);
    const isWalking = takesTurns(request, admission);
    const draft = draftOf(request, { title: titleOf(admission), isWalking });
    if (request.batchId === undefined && !isWalking) {
      const batchId = addFewFiles(draft, sifted);
      await ledger.flushed();
      return { batchId, ...counts };
    }
    const begun =
      request.batchId === undefined
        ? begin(draft, folders)
        : await beginAgain(request.batchId, admission);
    begun.filling.add(sifted.results, 0);
    const isStopped = await whileStoring(async (storing) => {
      storing.batchId = begun.batch.id;
      await addAll(sifted.sources, begun, storing);
      return storing.stoppedFor !== null;
    });
    await finish(begun, isStopped ? [] : folders, () => Promise.resolve(sieve));
    return { batchId: begun.batch.id, ...counts };
  };

  /** What may come to nothing: the names are all folders, or none can be a task. */
  const addInTurn = (request: EnqueueRequest) =>
    whileStoring(async (storing) => {
      const { paths } = request;
      const priority = namedPriority(paths.length);
      let begun: Begun | null = null;
      const take = async (files: readonly FoundFile[], folders: readonly string[]) => {
        if (begun === null && files.length === 0) return;
        const draft = { title: batchTitle({ files: paths }), isWalking: true };
        begun ??= begin(draftOf(request, draft), []);
        storing.batchId = begun.batch.id;
        // At once: whoever dies now walks them at the next start.
        if (folders.length > 0) ledger.changeBatch(begun.batch.id, { roots: [...folders] });
        const sieve = await sieveFor(request, { files, folders: [] });
        const { sources, results } = await siftAll(sieve, files);
        if (storing.stoppedFor !== 'remove') begun.filling.add(results, 0);
        await addSome(sources, { ...begun, priority }, storing);
      };
      const turns = { length: filesAtOnce, pause, take };
      const admission = await admitInTurn(admit, paths, turns);
      return { begun: begun as Begun | null, admission, isStopped: storing.stoppedFor !== null };
    });

  /** The first files are made while the last ones are still looked at; what the batch is called is known only then. */
  const enqueueInTurn = async (request: EnqueueRequest): Promise<Receipt> => {
    const { begun, admission, isStopped } = await addInTurn(request);
    if (begun === null) return enqueueAdmitted(request, admission);
    const { folders } = admission;
    const title = titleOf(admission);
    if (folders.length > 0 || title !== begun.batch.title)
      ledger.changeBatch(begun.batch.id, { title, roots: folders });
    await finish(begun, isStopped ? [] : folders, () => sieveFor(request, admission));
    return { batchId: begun.batch.id, ...countsOf(admission) };
  };

  return {
    async enqueue(request) {
      const { paths, recipe, batchId } = request;
      const isInTurn =
        batchId === undefined && paths.length > manyNames && (await canSiftInTurn(recipe, paths));
      return isInTurn ? enqueueInTurn(request) : enqueueAdmitted(request, await admit(paths));
    },
    stopRest(reason, batchId) {
      for (const storing of storings) {
        if (batchId === undefined || storing.batchId === batchId) storing.stoppedFor = reason;
      }
    },
  };
}
