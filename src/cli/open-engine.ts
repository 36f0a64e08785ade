import { rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createThreadWalker } from '../engine/admission/thread-walker.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { ServerChoice } from '../engine/server/server-choice.ts';
import type { HistoryStore, ResultMemory } from '../engine/ports.ts';
import { createThreadZipper } from '../engine/saving/zip/thread-zipper.ts';
import { createFreedesktopTrash } from '../engine/trash/freedesktop-trash.ts';
import type { Engine } from '../engine/engine.ts';
import { findNode } from '../engine/worker-pool/find-node.ts';
import { createNodeLauncher } from '../engine/worker-pool/node-launcher.ts';
import type { RunLimits } from './limits.ts';

const here = import.meta.dirname;
/** In a checkout everything runs from source; in a package these files lie side by side. */
const isSource = import.meta.filename.endsWith('.ts');
const workerEntry = join(here, isSource ? '../worker/index.ts' : 'worker.js');
const zipThread = join(here, isSource ? '../engine/saving/zip/zip-thread.ts' : 'zip-thread.js');
const walkThread = join(here, isSource ? '../engine/admission/walk-thread.ts' : 'walk-thread.js');

export const launcher = createNodeLauncher({
  nodePath: findNode() ?? process.execPath,
  workerEntry,
});
const zipper = createThreadZipper(zipThread);
export const walker = createThreadWalker(walkThread);
/** Null where the terminal cannot reach the system's trash: originals are then never replaced. */
export const trash = process.platform === 'linux' ? createFreedesktopTrash() : null;
export const usualConcurrency = availableParallelism();

interface RunOptions extends RunLimits {
  readonly concurrency: number;
  readonly memory: ResultMemory;
  /** The engine closes it. */
  readonly history: HistoryStore;
  readonly onBug: (error: unknown) => void;
  readonly server: ServerChoice | null;
  readonly concurrencyAtServer: number | null;
}

/** An engine for one run in the terminal. */
export function openEngine(options: RunOptions): Engine {
  const cacheFolder = join(tmpdir(), `thumbline-${process.pid}`);
  const engine = createEngine({
    launcher,
    walker,
    zipper,
    ...(trash && { trash }),
    ...options,
    cacheFolder,
  });
  const close = async () => {
    await engine.close();
    await rm(cacheFolder, { recursive: true, force: true });
  };
  return { ...engine, close };
}
