import type { BatchId, Task } from '../../shared/task/task.ts';
import type { Failure, FailureCode } from '../../shared/task/failure.ts';
import type { Hold } from '../../shared/task/hold.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { diskOf, type FolderState, probeFolder } from '../files/probe-folder.ts';
import { baseOf } from '../naming/target.ts';
import type { StoredTask } from '../ports.ts';

/** A reason to hold the queue, and how to see that it is over. */
export interface HoldUp {
  readonly hold: Hold;
  readonly isOver: () => Promise<boolean>;
}

/** Tells one picture that could not be written from a destination that takes none any more. */
export interface DestinationGuard {
  noteMade(stored: StoredTask, recipe: Recipe, bytes: number): void;
  /** Why nothing more can be written where this task's results go; null if the failure is the picture's own. */
  findHoldUp(stored: StoredTask, recipe: Recipe, failure: Failure): Promise<HoldUp | null>;
}

/** Below this it is not worth going on. */
const leastBytes = 1_000_000;
/** For a picture while none has been made yet. */
const guessedBytes = 100_000;
const batchesKept = 100;
const basesKept = 1000;

/** Folders beside pictures that are tried before the queue holds for one of them. */
const foldersTried = 64;
/** Milliseconds until a folder that took nothing is asked about again. */
const ownTroubleMs = 10_000;
/** What nobody may ever change. */
const lasting: ReadonlySet<FolderState> = new Set(['read-only', 'closed']);

const codes: ReadonlySet<FailureCode> = new Set(['disk-full', 'output-unwritable']);

/** Whether others that go to the same place may fail in the same way. */
export const isOfDestination = ({ code }: Failure) => codes.has(code);

/** Two digits: "free 240 MB", not "free 238.7 MB". */
function roundedUp(bytes: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(bytes)) - 1);
  return Math.ceil(bytes / step) * step;
}

interface Waiting {
  readonly sourcePath: string;
  readonly recipe: Recipe;
}

export interface DestinationGuardParts {
  /** How many tasks are still to be made. */
  readonly unmadeCount: () => number;
  /** Some of what is still to be made behind a task. */
  readonly waitingBehind: (task: Task) => readonly Waiting[];
  /** Whether all folders of a batch have been walked, as soon as that is so, or false after a while. */
  readonly whenWalked: (batchId: BatchId) => Promise<boolean>;
}

/** So many, from the first to the last. */
function spread<Value>(all: readonly Value[], count: number): Value[] {
  const step = Math.max(1, all.length / count);
  return all.filter((_, at) => Math.floor(at / step) > Math.floor((at - 1) / step));
}

export function createDestinationGuard({
  unmadeCount,
  waitingBehind,
  whenWalked,
}: DestinationGuardParts): DestinationGuard {
  /** Mean size of what was made of a picture, the later ones counting more. */
  const sizes = new Map<BatchId, number>();
  /** The disks of folders into which something was written. */
  const worked = new Map<string, bigint>();
  const looking = new Map<string, Promise<void>>();

  const noteDisk = async (folder: string) => {
    const disk = await diskOf(folder);
    looking.delete(folder);
    if (worked.size >= basesKept) worked.clear();
    if (disk !== null) worked.set(folder, disk);
  };

  const neededFor = (batchId: BatchId) => {
    const most = unmadeCount() * (sizes.get(batchId) ?? guessedBytes);
    return roundedUp(Math.max(most, leastBytes));
  };

  const holdFor = (state: FolderState, folder: string, neededBytes: number): Hold | null => {
    switch (state) {
      case 'full':
        return { reason: 'disk-full', neededBytes };
      case 'read-only':
        return { reason: 'read-only', folder };
      case 'closed':
        return { reason: 'folder-closed', folder };
      case 'gone':
        return { reason: 'folder-gone', folder };
      case 'writable':
      case 'refused':
        return null;
    }
  };

  /** Whether what waits can be written no more than what goes into this folder. */
  const isAlikeEverywhere = async (task: Task, folder: string) => {
    if (sizes.has(task.batchId) || !(await whenWalked(task.batchId))) return false;
    const others = new Set(
      waitingBehind(task).map(({ sourcePath, recipe }) => baseOf(sourcePath, recipe)),
    );
    others.delete(folder);
    const tried = spread([...others], foldersTried);
    const asked = { disk: null, neededBytes: 0 };
    const states = await Promise.all(tried.map((other) => probeFolder(other, asked)));
    return states.every((state) => state !== 'writable');
  };

  /** By the folder: when it was found that only its own pictures cannot be written. By `performance.now()`. */
  const ownTrouble = new Map<string, number>();
  const hasOwnTrouble = async (task: Task, folder: string) => {
    const foundAt = ownTrouble.get(folder) ?? -Infinity;
    if (performance.now() - foundAt < ownTroubleMs) return true;
    if (await isAlikeEverywhere(task, folder)) return false;
    if (ownTrouble.size >= basesKept) ownTrouble.clear();
    ownTrouble.set(folder, performance.now());
    return true;
  };

  return {
    noteMade({ task: { batchId, sourcePath } }, recipe, bytes) {
      const size = sizes.get(batchId) ?? bytes;
      sizes.delete(batchId);
      sizes.set(batchId, size + (bytes - size) / 8);
      const [oldest] = sizes.keys();
      if (sizes.size > batchesKept && oldest !== undefined) sizes.delete(oldest);
      const folder = baseOf(sourcePath, recipe);
      if (!worked.has(folder) && !looking.has(folder)) looking.set(folder, noteDisk(folder));
    },
    async findHoldUp({ task }, recipe, failure) {
      if (!isOfDestination(failure)) return null;
      const folder = baseOf(task.sourcePath, recipe);
      await looking.get(folder);
      const disk = worked.get(folder) ?? null;
      const neededBytes = neededFor(task.batchId);
      const asked = { disk, neededBytes: failure.code === 'disk-full' ? neededBytes : 0 };
      const state = await probeFolder(folder, asked);
      const hold = holdFor(state, folder, neededBytes);
      if (hold === null) return null;
      // Beside pictures in many folders, one of these may be closed or read-only for good.
      const mayBeForGood =
        lasting.has(state) && recipe.destination.kind === 'beside' && disk === null;
      const isOver = async () => (await probeFolder(folder, asked)) === 'writable';
      if (!mayBeForGood) return { hold, isOver };
      if (await hasOwnTrouble(task, folder)) return null;
      return {
        hold,
        isOver: async () => (await isOver()) || !(await isAlikeEverywhere(task, folder)),
      };
    },
  };
}
