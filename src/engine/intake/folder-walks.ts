import { failure } from '../../shared/task/failure.ts';
import { hasImageExtension } from '../../shared/formats/taken-from-folders.ts';
import type { BatchId } from '../../shared/task/task.ts';
import type { ResultSieve, Sifted } from '../admission/own-results.ts';
import type { MarkUnchanged } from '../admission/unchanged-sources.ts';
import { walkRequest } from '../walk/walk-request.ts';
import { type BatchFilling, foundPriority, insideOf } from './batch-filling.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FoundFile, StoredBatch } from '../ports.ts';
import type { FolderWalker } from '../walk/walker.ts';

/** What becomes of what is found. `markUnchanged` is null where nothing can be skipped before its attempt. */
export interface Finding {
  readonly filling: BatchFilling;
  readonly sieve: Promise<ResultSieve>;
  readonly markUnchanged: MarkUnchanged | null;
}

/** Walks of batches whose folders are still being read. */
export interface FolderWalks {
  /** Adds what it finds to the batch, which is no longer walking in the end. Returns at once. */
  start(batch: StoredBatch, finding: Finding): void;
  /** What was found stays; the batches count as walked. */
  stopAll(): void;
  /** Ends every walk; the batches stay unwalked, for the next start. */
  close(): Promise<void>;
}

interface Walk {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

export function createFolderWalks(parts: {
  readonly ledger: Ledger;
  readonly walker: FolderWalker;
  readonly onBug: (error: unknown) => void;
}): FolderWalks {
  const { ledger, walker, onBug } = parts;
  const walks = new Map<BatchId, Walk>();

  /** A folder called `x.jpg` with nothing in it was taken for a picture by whoever dropped it. */
  const failEmptyRoots = (empty: Iterable<string>, filling: BatchFilling) => {
    for (const root of empty) {
      if (!filling.hasNamedIn(root)) filling.addFailed(root, failure('not-a-file', 'a folder'));
    }
  };

  const addSifted = async (
    filling: BatchFilling,
    looking: Promise<Sifted>,
    signal: AbortSignal,
  ) => {
    const { sources, results } = await looking;
    if (signal.aborted) return;
    filling.add(results, foundPriority);
    filling.add(sources, foundPriority);
  };

  const walk = async (
    stored: StoredBatch,
    { filling, sieve: coming, markUnchanged }: Finding,
    signal: AbortSignal,
  ) => {
    const sieve = await coming;
    if (signal.aborted) return;
    const { batch, roots } = stored;
    const seemEmpty = new Set(roots.filter(hasImageExtension));
    let sifting = Promise.resolve();
    const add = (found: readonly FoundFile[]) => {
      if (signal.aborted) return;
      const { sources, doubtful } = sieve.split(found);
      filling.add(sources, foundPriority);
      if (doubtful.length === 0) return;
      sifting = sifting.then(() => addSifted(filling, sieve.look(doubtful), signal));
    };
    let marking = Promise.resolve();
    /** In the order in which they were found. */
    const addMarked = async (marked: ReturnType<MarkUnchanged>, before: Promise<void>) => {
      await before;
      add(await marked);
    };
    try {
      await walker.walk(
        walkRequest(roots, batch.recipe),
        (found, leftOut) => {
          if (signal.aborted) return;
          filling.leaveOut(leftOut);
          for (const root of seemEmpty) {
            const isInside = insideOf(root);
            if (found.some(({ path }) => isInside(path))) seemEmpty.delete(root);
          }
          if (markUnchanged) return (marking = addMarked(markUnchanged(found), marking));
          add(found);
        },
        signal,
      );
      await marking;
      await sifting;
      if (!signal.aborted) failEmptyRoots(seemEmpty, filling);
    } catch (error) {
      if (signal.aborted) return;
      onBug(error);
      for (const root of roots) filling.addFailed(root, failure('internal'));
    }
    if (!signal.aborted) ledger.changeBatch(batch.id, { isWalking: false });
  };

  return {
    start(stored, finding) {
      const controller = new AbortController();
      // In a later turn, so that whoever added the batch knows it before its first files come.
      const ended = Promise.resolve()
        .then(() => walk(stored, finding, controller.signal))
        .catch(onBug)
        .finally(() => walks.delete(stored.batch.id));
      walks.set(stored.batch.id, { controller, ended });
    },
    stopAll() {
      for (const [batchId, { controller }] of walks) {
        controller.abort();
        ledger.changeBatch(batchId, { isWalking: false });
      }
    },
    async close() {
      const ended = Array.from(walks.values(), (walk) => walk.ended);
      for (const { controller } of walks.values()) controller.abort();
      await Promise.all(ended);
    },
  };
}
