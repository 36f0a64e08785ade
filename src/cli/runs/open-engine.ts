import { rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDriveWalker,
  createEngine,
  createFreedesktopTrash,
  createThreadWalker,
  createThreadZipper,
  type Engine,
  type EngineOptions,
  type HistoryStore,
  type ResultMemory,
  type ServerChoice,
  type WorkerLauncher,
} from '../../engine/index.ts';
import { programFiles, setDiskProgram } from '../../engine/files/index.ts';
import type { RunLimits } from '../args/limits.ts';

/** What works in processes and threads of its own. */
export interface Helpers extends Required<Pick<EngineOptions, 'launcher' | 'walker' | 'zipper'>> {
  /** The file of `history-thread`. */
  readonly historyThread: string;
  /** Starts processes that watch folders. */
  readonly watchProgram: { readonly nodePath: string; readonly entry: string };
}

/** `entry` is the file of the program's own entry. */
export function createHelpers(entry: string, launcher: WorkerLauncher): Helpers {
  const files = programFiles(entry);
  const { historyThread, walkThread, zipThread, diskProcess, walkProcess } = files;
  const nodePath = process.execPath;
  setDiskProgram({ nodePath, entry: diskProcess });
  return {
    launcher,
    walker: createDriveWalker(createThreadWalker(walkThread), { nodePath, entry: walkProcess }),
    zipper: createThreadZipper(zipThread),
    historyThread,
    watchProgram: { nodePath, entry: files.watchProcess },
  };
}

/** Null where the terminal cannot reach the system's trash: originals are then never replaced. */
export const trash = process.platform === 'linux' ? createFreedesktopTrash() : null;
export const usualConcurrency = availableParallelism();

interface RunOptions extends RunLimits {
  readonly concurrency: number;
  readonly memory: ResultMemory;
  readonly leavesLists?: boolean;
  /** The engine closes it. */
  readonly history: HistoryStore;
  readonly onBug: (error: unknown) => void;
  readonly server: ServerChoice | null;
  readonly concurrencyAtServer: number | null;
}

/** An engine for one run in the terminal. */
export function openEngine({ launcher, walker, zipper }: Helpers, options: RunOptions): Engine {
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
