import { dirname } from 'node:path';
import type { BatchId, Output, Task } from '../../shared/task/task.ts';
import type { Failure, FailureCode } from '../../shared/task/failure.ts';
import type { Hold } from '../../shared/task/hold.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { diskOf, type FolderState, probeFolder } from '../files/probe-folder.ts';
import {
  baseOf,
  guessedFolders,
  plannedFolders,
  resultFolders,
  type UnopenedPicture,
} from '../naming/target.ts';
import type { PlacementRequest } from '../naming/placement.ts';
import type { StoredTask } from '../ports.ts';
import { isWithin, nearestBelow } from './nearest-below.ts';

/** A reason to hold the queue, and how to see that it is over. */
export interface HoldUp {
  readonly hold: Hold;
  readonly isOver: () => Promise<boolean>;
}

export interface FailedWrite {
  readonly failure: Failure;
  /** What the header said; null where nobody had to wait for that. */
  readonly planned: PlacementRequest['planned'] | null;
}

/** Tells one picture that could not be written from a destination that takes none any more. */
export interface DestinationGuard {
  noteMade(
    stored: StoredTask,
    recipe: Recipe,
    outputs: readonly Pick<Output, 'path' | 'sizeBytes'>[],
  ): void;
  /** Why nothing more can be written where this task's results go; null if the failure is the picture's own. */
  findHoldUp(stored: StoredTask, recipe: Recipe, failed: FailedWrite): Promise<HoldUp | null>;
}

/** Below this it is not worth going on. */
const leastBytes = 1_000_000;
/** For a picture while none has been made yet. */
const guessedBytes = 100_000;
const batchesKept = 100;
const foldersKept = 2000;

/** Folders that are tried before the queue holds for one of them. */
const foldersTried = 64;
/** Pictures among which those folders are looked for. */
const picturesTried = 512;
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

export interface DestinationGuardParts {
  /** How many tasks are still to be made. */
  readonly unmadeCount: () => number;
  /** Some of what is still to be made behind a task. */
  readonly waitingBehind: (stored: StoredTask) => readonly UnopenedPicture[];
  /** The same for every folder that something is still to be made from; takes seconds where very much waits. */
  readonly waitingFolders: (stored: StoredTask) => Promise<readonly UnopenedPicture[]>;
  /** Whether all folders of a batch have been walked, as soon as that is so, or false after a while. */
  readonly whenWalked: (batchId: BatchId) => Promise<boolean>;
  /** Where a base was, without links, when a batch was first written there; null before that. */
  readonly realBaseOf: (batchId: BatchId, base: string) => string | null;
}

/** A folder that takes nothing, and what was to go there. */
interface Trouble extends Pick<FailedWrite, 'planned'> {
  readonly stored: StoredTask;
  readonly recipe: Recipe;
  readonly folder: string;
}

/** So many, from the first to the last. */
function spread<Value>(all: readonly Value[], count: number): Value[] {
  const step = Math.max(1, all.length / count);
  return all.filter((_, at) => Math.floor(at / step) > Math.floor((at - 1) / step));
}

export function createDestinationGuard({
  unmadeCount,
  waitingBehind,
  waitingFolders,
  whenWalked,
  realBaseOf,
}: DestinationGuardParts): DestinationGuard {
  /** Mean size of what was made of a picture, the later ones counting more. */
  const sizes = new Map<BatchId, number>();
  /** The disks of folders into which something was written. */
  const worked = new Map<string, bigint>();
  /** By the disk: a folder on it into which a result was written, the newest of those folders. */
  const lastWorked = new Map<bigint, string>();
  const looking = new Map<string, Promise<void>>();

  const noteDisk = async (folder: string, hasResult: boolean) => {
    const disk = await diskOf(folder);
    looking.delete(folder);
    if (worked.size >= foldersKept) worked.clear();
    if (disk === null) return;
    worked.set(folder, disk);
    if (hasResult) lastWorked.set(disk, folder);
  };

  /** Whether the disk of this folder took results, and takes none even where it did. */
  const hasDiskChanged = async (folder: string) => {
    await Promise.all(looking.values());
    const disk = await diskOf(folder);
    const other = disk === null ? undefined : lastWorked.get(disk);
    if (other === undefined) return false;
    return (await probeFolder(other, { disk, neededBytes: 0, within: null })) !== 'writable';
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

  const foldersOf = (picture: UnopenedPicture, { recipe, planned }: Trouble) =>
    picture.recipe === recipe && planned
      ? guessedFolders(picture, planned)
      : resultFolders(picture);

  /** Whether something can be written where these go, other than into the folder in trouble. */
  const canBeWritten = async (pictures: readonly UnopenedPicture[], trouble: Trouble) => {
    const others = new Map(
      pictures.flatMap((picture) => {
        const base = baseOf(picture.sourcePath, picture.recipe);
        return foldersOf(picture, trouble).map((other) => [other, base]);
      }),
    );
    others.delete(trouble.folder);
    const { batchId } = trouble.stored.task;
    const tries = spread([...others], foldersTried).map(async ([other, base]) => {
      const there = await nearestBelow(base, other);
      const asked = { disk: null, neededBytes: 0, within: realBaseOf(batchId, base) };
      return (await isWithin(base, there)) && (await probeFolder(there, asked)) === 'writable';
    });
    return (await Promise.all(tries)).includes(true);
  };

  /** One look at a time, for all that fail meanwhile. */
  let lookingThrough: Promise<readonly UnopenedPicture[]> | null = null;
  const lookThrough = (stored: StoredTask) => {
    lookingThrough ??= waitingFolders(stored).finally(() => {
      lookingThrough = null;
    });
    return lookingThrough;
  };

  /** What is written no more than what goes into the folder in trouble; null if something that waits can be. */
  const alikeEverywhere = async (trouble: Trouble): Promise<readonly UnopenedPicture[] | null> => {
    const { stored } = trouble;
    const { batchId } = stored.task;
    if (sizes.has(batchId) || !(await whenWalked(batchId))) return null;
    if (await canBeWritten(waitingBehind(stored), trouble)) return null;
    const all = spread(await lookThrough(stored), picturesTried);
    return (await canBeWritten(all, trouble)) ? null : all;
  };

  /** Whether something can be written by now of what waited then, or waits since. */
  const canGoOn = async (trouble: Trouble, waited: readonly UnopenedPicture[]) =>
    sizes.has(trouble.stored.task.batchId) ||
    (await canBeWritten([...waited, ...waitingBehind(trouble.stored)], trouble));

  /** By the folder: when it was found that only its own pictures cannot be written. By `performance.now()`. */
  const ownTrouble = new Map<string, number>();
  /** As `alikeEverywhere`. */
  const beyondOwn = async (trouble: Trouble) => {
    const { folder } = trouble;
    const foundAt = ownTrouble.get(folder) ?? -Infinity;
    if (performance.now() - foundAt < ownTroubleMs) return null;
    const alike = await alikeEverywhere(trouble);
    if (alike) return alike;
    if (ownTrouble.size >= foldersKept) ownTrouble.clear();
    ownTrouble.set(folder, performance.now());
    return null;
  };

  const noteFolder = (folder: string, hasResult: boolean) => {
    if (worked.has(folder) || looking.has(folder)) return;
    looking.set(folder, noteDisk(folder, hasResult));
  };

  /** One of the folders that the results of a task go into, as it was found. */
  interface Found extends Pick<HoldUp, 'hold'> {
    readonly folder: string;
    readonly isWritable: () => Promise<boolean>;
    /** Nobody may ever change that, and others may be as they should. */
    readonly mayBeForGood: boolean;
  }

  const lookAt = async (
    folder: string,
    { task, recipe, failure }: { task: Task; recipe: Recipe; failure: Failure },
  ): Promise<Found | null> => {
    await looking.get(folder);
    const disk = worked.get(folder) ?? null;
    const base = baseOf(task.sourcePath, recipe);
    if (!(await isWithin(base, folder))) return null;
    const neededBytes = neededFor(task.batchId);
    const within = realBaseOf(task.batchId, base);
    const asked = { disk, neededBytes: failure.code === 'disk-full' ? neededBytes : 0, within };
    const state = await probeFolder(folder, asked);
    const hold = holdFor(state, folder, neededBytes);
    const isOneOfMany = recipe.destination.kind === 'beside' || folder !== base;
    const mayBeForGood =
      lasting.has(state) && isOneOfMany && disk === null && !(await hasDiskChanged(folder));
    const isWritable = async () => (await probeFolder(folder, asked)) === 'writable';
    return hold && { hold, folder, isWritable, mayBeForGood };
  };

  return {
    noteMade({ task: { batchId, sourcePath } }, recipe, outputs) {
      const bytes = outputs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      const size = sizes.get(batchId) ?? bytes;
      sizes.delete(batchId);
      sizes.set(batchId, size + (bytes - size) / 8);
      const [oldest] = sizes.keys();
      if (sizes.size > batchesKept && oldest !== undefined) sizes.delete(oldest);
      for (const { path } of outputs) noteFolder(dirname(path), true);
      noteFolder(baseOf(sourcePath, recipe), false);
    },
    async findHoldUp(stored, recipe, { failure, planned }) {
      if (!isOfDestination(failure)) return null;
      const { task, root, counter } = stored;
      const { sourcePath, queuedAt } = task;
      const base = baseOf(sourcePath, recipe);
      const picture = { sourcePath, queuedAt, root, counter, recipe };
      const wanted = planned ? plannedFolders(picture, planned) : resultFolders(picture);
      const folders = await Promise.all(wanted.map((folder) => nearestBelow(base, folder)));
      const looks = [...new Set(folders)].map((folder) =>
        lookAt(folder, { task, recipe, failure }),
      );
      const found = (await Promise.all(looks)).find((one) => one !== null);
      if (!found) return null;
      const { hold, folder, isWritable, mayBeForGood } = found;
      if (!mayBeForGood) return { hold, isOver: isWritable };
      const trouble = { stored, recipe, planned, folder };
      const waited = await beyondOwn(trouble);
      if (waited === null) return null;
      return {
        hold,
        isOver: async () => (await isWritable()) || (await canGoOn(trouble, waited)),
      };
    },
  };
}
