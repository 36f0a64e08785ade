import { basename } from 'node:path';
import { setImmediate as laterTurn } from 'node:timers/promises';
import { nothingLeftOut } from '../../shared/task/batch.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { isSettled } from '../../shared/task/status.ts';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import { createResultSieve, siftAll } from '../admission/own-results.ts';
import { batchPages } from '../collections/batch-pages.ts';
import { areAsLeft, modifiedMsOf, recipeHash } from '../memory/unchanged.ts';
import type { FoundFile } from '../ports.ts';
import { createBatchFilling, foundPriority, namedPriority } from './batch-filling.ts';
import type { IntakeParts } from './enqueue-files.ts';

type WatchedFile = Required<Pick<FoundFile, 'path' | 'sizeBytes' | 'fingerprint'>>;

/** Files that came into a watched folder. */
export interface WatchedRequest {
  /** The watched folder. */
  readonly root: string;
  readonly files: readonly WatchedFile[];
  readonly recipe: Recipe;
}

export interface WatchedEnqueuing {
  /**
   * Makes one batch of files that came into a watched folder, and answers once it would survive a power cut. Results of earlier runs
   * are no pictures, and what was made already and is as it was left is not made again: null where nothing is left.
   */
  enqueueWatched(request: WatchedRequest): Promise<{ batchId: BatchId; count: number } | null>;
}

/** Looked up, or stored, this many at a time: about 5 ms. */
const recalledAtOnce = 50;
const storedAtOnce = 128;

export function createWatchedEnqueuing(
  parts: Pick<IntakeParts, 'history' | 'ledger' | 'scheduler' | 'memory'>,
): WatchedEnqueuing {
  const { history, ledger, memory } = parts;
  let unfinished: Map<string, TaskId> | null = null;

  /** What a run before this one did not finish goes on by itself, though it is new to the folder's watcher. */
  const unfinishedSources = async (): Promise<Map<string, TaskId>> => {
    if (unfinished) return unfinished;
    const sources = new Map<string, TaskId>();
    for (const { batch } of history.unfinishedBatches()) {
      if (batch.origin !== 'watch') continue;
      for (const page of batchPages(history, batch.id)) {
        const unsettled = page.filter(({ task }) => !isSettled(task.status));
        unsettled.forEach(({ task }) => sources.set(task.sourcePath, task.id));
        await laterTurn();
      }
    }
    return (unfinished ??= sources);
  };

  /** Whether such a task still makes the file as it is now: one that has begun has read what was there then. */
  const isStillMade = (goingOn: Map<string, TaskId>, { path, fingerprint }: WatchedFile) => {
    const task = ledger.get(goingOn.get(path) ?? '')?.task;
    goingOn.delete(path);
    if (task?.status === 'running') return modifiedMsOf(fingerprint) < task.startedAt;
    return task !== undefined && !isSettled(task.status);
  };

  const withoutMade = async (files: readonly FoundFile[], recipe: Recipe) => {
    const hash = recipeHash(recipe);
    const fresh: FoundFile[] = [];
    for (const [at, file] of files.entries()) {
      if (at % recalledAtOnce === recalledAtOnce - 1) await laterTurn();
      const known = memory.recall(file.path, hash);
      const isSame = known !== null && known.fingerprint === file.fingerprint;
      if (!isSame || !(await areAsLeft(known.outputs))) fresh.push(file);
    }
    return fresh;
  };

  const addBatch = async (root: string, files: readonly FoundFile[], recipe: Recipe) => {
    const title = basename(root) || root;
    const draft = { title, origin: 'watch', recipe, createdAt: Date.now() } as const;
    const batch = ledger.addBatch({ ...draft, isWalking: true, leftOut: nothingLeftOut }, []);
    const filling = createBatchFilling(parts, batch.id);
    const priority = Math.max(foundPriority, namedPriority(files.length));
    for (let at = 0; at < files.length; at += storedAtOnce) {
      if (at > 0) {
        await laterTurn();
        await history.quiet();
      }
      filling.add(files.slice(at, at + storedAtOnce), priority);
    }
    ledger.changeBatch(batch.id, { isWalking: false });
    await ledger.flushed();
    return batch.id;
  };

  return {
    async enqueueWatched({ root, files, recipe }) {
      const goingOn = await unfinishedSources();
      const found = files
        .filter((file) => !isStillMade(goingOn, file))
        .map((file) => ({ ...file, root }));
      const sieve = await createResultSieve(memory, recipe, { files: [], folders: [root] });
      const { sources } = await siftAll(sieve, found);
      const fresh = await withoutMade(sources, recipe);
      if (fresh.length === 0) return null;
      return { batchId: await addBatch(root, fresh, recipe), count: fresh.length };
    },
  };
}
