import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ExistingChoice,
  WatchFilter,
  WatchState,
} from '../../shared/settings/watched-folders.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { BatchId } from '../../shared/task/task.ts';
import type { WatchedEnqueuing } from '../intake/enqueue-watched.ts';
import { walkRequest } from '../walk/walk-request.ts';
import type { FolderWatcher } from './folder-watcher.ts';
import type { ArrivedFile } from './watch-words.ts';

/** One folder that is watched, and what for. `id` is the caller's. */
export interface WatchedFolderOrder {
  readonly id: string;
  readonly path: string;
  readonly recipe: Recipe;
  readonly filter: WatchFilter;
  readonly settleSeconds: number;
  readonly includesSubfolders: boolean;
  readonly existing: ExistingChoice;
  readonly seenUntil: number | null;
}

export interface WatchedFoldersNews {
  readonly onState: (id: string, state: WatchState) => void;
  readonly onBatch: (
    id: string,
    batch: { readonly batchId: BatchId; readonly count: number },
  ) => void;
  /** To be kept: see `WatchedFolder`. What came before is in the history by then. */
  readonly onSeen: (id: string, seenUntil: number) => void;
  /** What came cannot be stored now. It is tried again. */
  readonly onRefused: (error: unknown) => void;
}

/** Makes what comes into folders. */
export interface WatchedFolders {
  /** Watches these and no others. One that is as it was goes on. */
  set(orders: readonly WatchedFolderOrder[]): void;
  /** What was seen in one that is watched no more. */
  forget(id: string): void;
  /** Nothing that comes from now on is made. */
  close(): void;
}

/** How often a disk is looked at that does not tell what happens on it. Milliseconds. */
const usualPollMs = 10_000;
const tryAgainMs = 5000;

/**
 * In a watched folder a picture that changes has its results made anew, in their place, and other files are never replaced: with a
 * number behind each new name there would be more of them with every change.
 */
export function watchedRecipe<Any extends Recipe>(recipe: Any): Any {
  return recipe.conflict === 'rename' ? { ...recipe, conflict: 'skip-unchanged' } : recipe;
}

interface Running {
  readonly key: string;
  readonly stop: () => void;
}

export function createWatchedFolders({
  watcher,
  engine,
  pollMs = usualPollMs,
  listsFolder = null,
  ...news
}: WatchedFoldersNews & {
  readonly watcher: FolderWatcher;
  readonly engine: WatchedEnqueuing;
  readonly pollMs?: number;
  /** Where it is kept from one start to the next what was seen, as a file named by each `id`; left out, nothing is. */
  readonly listsFolder?: string | null;
}): WatchedFolders {
  const running = new Map<string, Running>();

  const start = (order: WatchedFolderOrder): (() => void) => {
    const { id, path, filter, settleSeconds, includesSubfolders, existing } = order;
    const recipe = watchedRecipe(order.recipe);
    const { resultFolderName, excludedFolder } = walkRequest([path], recipe);
    let { seenUntil } = order;
    const stopping = new AbortController();
    const { signal } = stopping;
    let storing = Promise.resolve();
    let pause: NodeJS.Timeout | undefined;

    const store = async (files: readonly ArrivedFile[]): Promise<void> => {
      while (!signal.aborted) {
        try {
          const batch =
            files.length > 0 && (await engine.enqueueWatched({ root: path, files, recipe }));
          if (batch) news.onBatch(id, batch);
          return;
        } catch (error) {
          // Who ended it has closed what would store it, too.
          if (signal.aborted) return;
          news.onRefused(error);
          await new Promise((resolve) => {
            pause = setTimeout(resolve, tryAgainMs);
          });
        }
      }
    };
    const take = async (files: readonly ArrivedFile[], until: number, handled: () => void) => {
      await store(files);
      if (signal.aborted) return;
      seenUntil = until;
      news.onSeen(id, until);
      handled();
    };
    const end = watcher.watch(
      () => ({
        root: path,
        includesSubfolders,
        resultFolderName,
        excludedFolder,
        filter,
        settleMs: settleSeconds * 1000,
        pollMs,
        existing,
        seenUntil,
        seenList: listsFolder && join(listsFolder, id),
      }),
      {
        onState: (state) => news.onState(id, state),
        onArrived(files, until, handled) {
          storing = storing.then(() => take(files, until, handled));
        },
      },
    );
    return () => {
      stopping.abort();
      clearTimeout(pause);
      end();
    };
  };

  return {
    set(orders) {
      const wanted = new Map(orders.map((order) => [order.id, order]));
      for (const [id, { stop, key }] of running) {
        const order = wanted.get(id);
        if (order && key === keyOf(order)) continue;
        stop();
        running.delete(id);
      }
      for (const [id, order] of wanted)
        if (!running.has(id)) running.set(id, { key: keyOf(order), stop: start(order) });
    },
    forget(id) {
      if (listsFolder !== null) rmSync(join(listsFolder, id), { force: true });
    },
    close() {
      for (const { stop } of running.values()) stop();
      running.clear();
      watcher.close();
    },
  };
}

/** What it is watched for; how far it was seen is no reason to begin anew. */
function keyOf(order: WatchedFolderOrder): string {
  return JSON.stringify({ ...order, seenUntil: null });
}
