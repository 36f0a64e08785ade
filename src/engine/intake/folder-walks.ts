import { failure } from '../../shared/task/failure.ts';
import { hasImageExtension } from '../../shared/formats/taken-from-folders.ts';
import type { BatchId } from '../../shared/task/task.ts';
import type { ResultSieve, Sifted } from '../admission/own-results.ts';
import type { MarkUnchanged } from '../admission/unchanged-sources.ts';
import { walkRequest } from '../walk/walk-request.ts';
import { type BatchFilling, foundPriority, insideOf } from './batch-filling.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FoundFile, HistoryStore, StoredBatch } from '../ports.ts';
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
  /** The same for one batch. */
  stop(batchId: BatchId): void;
  /** Batches whose walks ended because what they found could not be stored. They are the caller's to walk again. */
  takeUnstored(): StoredBatch[];
  /** Ends every walk; the batches stay unwalked, for the next start. */
  close(): Promise<void>;
}

interface Walk {
  readonly stored: StoredBatch;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
  /** Something that it found could not be stored: it ended there. */
  readonly isUnstored: boolean;
}

export function createFolderWalks(parts: {
  readonly ledger: Ledger;
  readonly walker: FolderWalker;
  readonly history: Pick<HistoryStore, 'quiet'>;
  readonly onBug: (error: unknown) => void;
  /** What a walk found could not be stored, and it waits for `takeUnstored`. By `performance.now()`, when it began. */
  readonly onUnstored: (error: unknown, begunAt: number) => void;
}): FolderWalks {
  const { ledger, walker, history, onBug, onUnstored } = parts;
  const walks = new Map<BatchId, Walk>();
  let isClosed = false;

  /** A folder called `x.jpg` with nothing in it was taken for a picture by whoever dropped it. */
  const failEmptyRoots = (empty: Iterable<string>, filling: BatchFilling) => {
    for (const root of empty) {
      if (!filling.hasNamedIn(root)) filling.addFailed(root, failure('not-a-file', 'a folder'));
    }
  };

  const addSifted = async (
    filling: BatchFilling,
    looking: Promise<Sifted>,
    store: (act: () => void) => void,
  ) => {
    const { sources, results } = await looking;
    store(() => filling.add(results, foundPriority));
    store(() => filling.add(sources, foundPriority));
  };

  /** Answers with why something could not be stored, if so. */
  const walk = async (
    stored: StoredBatch,
    { filling, sieve: coming, markUnchanged }: Finding,
    signal: AbortSignal,
  ): Promise<readonly unknown[]> => {
    const sieve = await coming;
    if (signal.aborted) return [];
    const { batch, roots } = stored;
    const seemEmpty = new Set(roots.filter(hasImageExtension));
    const refusals: unknown[] = [];
    const refused = new AbortController();
    const either = AbortSignal.any([signal, refused.signal]);
    const store = (act: () => void) => {
      if (either.aborted) return;
      try {
        act();
      } catch (error) {
        refusals.push(error);
        refused.abort();
      }
    };
    let sifting = Promise.resolve();
    const add = (found: readonly FoundFile[]) => {
      if (either.aborted) return;
      const { sources, doubtful } = sieve.split(found);
      store(() => filling.add(sources, foundPriority));
      if (doubtful.length === 0) return;
      sifting = sifting.then(() => addSifted(filling, sieve.look(doubtful), store));
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
          store(() => filling.leaveOut(leftOut));
          for (const root of seemEmpty) {
            const isInside = insideOf(root);
            const isFound = found.some(({ path }) => path === root || isInside(path));
            if (isFound) seemEmpty.delete(root);
          }
          if (!markUnchanged) {
            add(found);
            return history.quiet();
          }
          marking = addMarked(markUnchanged(found), marking);
          return marking.then(() => history.quiet());
        },
        either,
      );
      await marking;
      await sifting;
      store(() => failEmptyRoots(seemEmpty, filling));
    } catch (error) {
      if (!either.aborted) onBug(error);
      store(() => {
        for (const root of roots) filling.addFailed(root, failure('internal'));
      });
    }
    store(() => ledger.changeBatch(batch.id, { isWalking: false }));
    return refusals;
  };

  const stop = (batchId: BatchId) => {
    const walk = walks.get(batchId);
    if (!walk) return;
    walk.controller.abort();
    if (walk.isUnstored) walks.delete(batchId);
    ledger.changeBatch(batchId, { isWalking: false });
  };

  return {
    start(stored, finding) {
      // It came while the engine closed: the next start finds its folders unwalked.
      if (isClosed) return;
      const { id } = stored.batch;
      const controller = new AbortController();
      const begunAt = performance.now();
      const end = ([refusal]: readonly unknown[]) => {
        if (refusal === undefined) return void walks.delete(id);
        walks.set(id, { stored, controller, ended: Promise.resolve(), isUnstored: true });
        onUnstored(refusal, begunAt);
      };
      // In a later turn, so that whoever added the batch knows it before its first files come.
      const ended = Promise.resolve()
        .then(() => walk(stored, finding, controller.signal))
        .catch((error: unknown) => {
          onBug(error);
          return [];
        })
        .then(end);
      walks.set(id, { stored, controller, ended, isUnstored: false });
    },
    takeUnstored() {
      const taken = [...walks.values()].filter(({ isUnstored }) => isUnstored);
      for (const { stored } of taken) walks.delete(stored.batch.id);
      return taken.map(({ stored }) => stored);
    },
    stopAll() {
      for (const batchId of walks.keys()) stop(batchId);
    },
    stop,
    async close() {
      isClosed = true;
      const ended = Array.from(walks.values(), (walk) => walk.ended);
      for (const { controller } of walks.values()) controller.abort();
      await Promise.all(ended);
    },
  };
}
