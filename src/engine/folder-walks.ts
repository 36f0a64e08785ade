import { failure } from '../shared/task/failure.ts';
import { hasImageExtension } from '../shared/task/image-extensions.ts';
import type { Recipe } from '../shared/task/recipe.ts';
import type { BatchId } from '../shared/task/task.ts';
import type { BatchFilling } from './batch-filling.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { FolderWalker, StoredBatch, WalkRequest } from './ports.ts';
import { foundPriority } from './priority.ts';

/** Walks of batches whose folders are still being read. */
export interface FolderWalks {
  /** Adds what it finds to the batch, which is no longer walking in the end. Returns at once. */
  start(batch: StoredBatch, filling: BatchFilling): void;
  /** What was found stays; the batches count as walked. */
  stopAll(): void;
  /** Ends every walk; the batches stay unwalked, for the next start. */
  close(): Promise<void>;
}

interface Walk {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

function requestFor(roots: readonly string[], { destination }: Recipe): WalkRequest {
  return {
    roots,
    resultFolderName: destination.kind === 'beside' ? destination.folderName : null,
    excludedFolder: destination.kind === 'folder' ? destination.path : null,
  };
}

export function createFolderWalks(parts: {
  readonly ledger: Ledger;
  readonly walker: FolderWalker;
  readonly onBug: (error: unknown) => void;
}): FolderWalks {
  const { ledger, walker, onBug } = parts;
  const walks = new Map<BatchId, Walk>();
  let isClosing = false;

  /** A folder called `x.jpg` with nothing in it was taken for a picture by whoever dropped it. */
  const failRoots = (roots: readonly string[], filling: BatchFilling) => {
    for (const root of roots.filter(hasImageExtension)) {
      filling.addFailed(root, failure('not-a-file', 'a folder'));
    }
  };

  const walk = async (stored: StoredBatch, filling: BatchFilling, signal: AbortSignal) => {
    const { batch, roots } = stored;
    const withFiles = new Set<string | null>();
    try {
      await walker.walk(
        requestFor(roots, batch.recipe),
        (found, leftOut) => {
          if (signal.aborted) return;
          for (const { root } of found) withFiles.add(root);
          filling.add(found, foundPriority);
          filling.leaveOut(leftOut);
        },
        signal,
      );
      const empty = roots.filter((root) => !withFiles.has(root));
      if (!signal.aborted) failRoots(empty, filling);
    } catch (error) {
      onBug(error);
      for (const root of roots) filling.addFailed(root, failure('internal'));
    }
    walks.delete(batch.id);
    if (!isClosing) ledger.changeBatch(batch.id, { isWalking: false });
  };

  return {
    start(stored, filling) {
      const controller = new AbortController();
      // In a later turn, so that whoever added the batch knows it before its first files come.
      const ended = Promise.resolve().then(() => walk(stored, filling, controller.signal));
      walks.set(stored.batch.id, { controller, ended: ended.catch(onBug) });
    },
    stopAll() {
      for (const { controller } of walks.values()) controller.abort();
    },
    async close() {
      isClosing = true;
      const ended = Array.from(walks.values(), (walk) => walk.ended);
      for (const { controller } of walks.values()) controller.abort();
      await Promise.all(ended);
    },
  };
}
