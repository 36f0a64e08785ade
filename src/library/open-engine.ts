import { rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import {
  createDriveWalker,
  createEngine,
  createFreedesktopTrash,
  createNodeLauncher,
  createThreadWalker,
  findNode,
  openHistory,
} from '../engine/index.ts';
import { programFiles, setDiskProgram } from '../engine/files/index.ts';
import type { Engine, EngineOptions } from './public.ts';
import { runBatch } from './run-batch.ts';
import { toRecipe } from './to-recipe.ts';

const mostAtOnce = 64;

function requireInteger(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new TypeError(`${name} must be a whole number from 1 to ${most}, not ${value}.`);
}

function requireKnown(options: object): void {
  const names = Object.keys(options).filter((name) => name !== 'concurrency' && name !== 'limitMs');
  if (names.length > 0) throw new TypeError(`There is no option "${names.join('", "')}".`);
}

/** An empty one would be the whole current folder. */
function toPaths(paths: string | readonly string[]): string[] {
  const all: unknown[] = [paths].flat();
  if (all.every((path): path is string => typeof path === 'string' && path !== '')) return all;
  throw new TypeError('A path must be a string, and not empty.');
}

/** `entry` is the file of the library's own entry. */
export function openEngine(entry: string, options: EngineOptions): Engine {
  const { concurrency = Math.min(availableParallelism(), mostAtOnce), limitMs } = options;
  requireKnown(options);
  requireInteger('concurrency', concurrency, mostAtOnce);
  if (limitMs !== undefined) requireInteger('limitMs', limitMs, 2 ** 31 - 1);
  const files = programFiles(entry);
  const nodePath = findNode() ?? process.execPath;
  setDiskProgram({ nodePath, entry: files.diskProcess });
  const ended = new AbortController();
  const cacheFolder = join(tmpdir(), `thumbline-${randomUUID()}`);
  const engine = createEngine({
    launcher: createNodeLauncher({
      nodePath,
      workerEntry: files.worker,
      brokerEntry: files.broker,
    }),
    walker: createDriveWalker(createThreadWalker(files.walkThread), {
      nodePath,
      entry: files.walkProcess,
    }),
    ...(process.platform === 'linux' && { trash: createFreedesktopTrash() }),
    history: openHistory(':memory:'),
    cacheFolder,
    concurrency,
    ...(limitMs !== undefined && { limitMs }),
    // A queue that waits for a disk would look like one that hangs: each picture says for itself that it cannot be written.
    holdTiming: null,
    onBug: (error) => ended.abort(error),
  });
  const adding = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;
  const close = async () => {
    ended.abort(new Error('The engine was closed.'));
    await Promise.allSettled(adding);
    await engine.close();
    await rm(cacheFolder, { recursive: true, force: true });
  };
  return {
    makeThumbnails(paths, recipe) {
      const request = { paths: toPaths(paths), recipe: toRecipe(recipe) };
      return runBatch({ engine, ended: ended.signal, adding }, request);
    },
    close: () => (closing ??= close()),
  };
}
