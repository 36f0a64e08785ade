import { dirname } from 'node:path';
import type { BatchId, Output } from '../../shared/task/task.ts';
import type { Failure, FailureCode } from '../../shared/task/failure.ts';
import type { Hold } from '../../shared/task/hold.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { diskOf, type FolderState, probeFolder } from '../files/probe-folder.ts';
import { baseOf, guessedFolders, plannedFolders, resultFolders } from '../naming/target.ts';
import type { PlacementRequest } from '../naming/placement.ts';
import type { StoredTask } from '../ports.ts';
import { isWithin, nearestBelow } from './nearest-below.ts';

/** A folder that takes nothing now, or a drive of pictures that is gone. */
export interface Trouble {
  /** No two have the same. */
  readonly place: string;
  /** Folders that are wanted in it or below it, and are not there. It may be one of them itself. */
  readonly wanted: readonly string[];
  /** Where all pictures lie that wait for it; null for a folder of results. */
  readonly drive: string | null;
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
  /**
   * Why nothing can be written where this task's results go; null if something can, and a failure is the picture's own. Without a
   * failure it has not been tried yet.
   */
  findTrouble(
    stored: StoredTask,
    recipe: Recipe,
    failed: FailedWrite | null,
  ): Promise<Trouble | null>;
}

/** Below this it is not worth going on. */
const leastBytes = 1_000_000;
/** For a picture while none has been made yet. */
const guessedBytes = 100_000;
const batchesKept = 100;
const foldersKept = 2000;

const codes: ReadonlySet<FailureCode> = new Set(['disk-full', 'output-unwritable']);

/** Whether others that go to the same place may fail in the same way. */
export const isOfDestination = ({ code }: Failure) => codes.has(code);

/** Two digits: "free 240 MB", not "free 238.7 MB". */
function roundedUp(bytes: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(bytes)) - 1);
  return Math.ceil(bytes / step) * step;
}

function holdFor(state: FolderState, folder: string, neededBytes: number): Hold | null {
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
}

const pictureOf = (
  { task: { sourcePath, queuedAt }, root, counter }: StoredTask,
  recipe: Recipe,
) => ({
  sourcePath,
  queuedAt,
  root,
  counter,
  recipe,
});

/** Where the results of a task go: as its header said, or as far as that is known without it. */
export function wantedFolders(
  stored: StoredTask,
  recipe: Recipe,
  planned: FailedWrite['planned'] = null,
): string[] {
  const picture = pictureOf(stored, recipe);
  return planned ? plannedFolders(picture, planned) : resultFolders(picture);
}

/** Where they go if its header says what that of another picture of its batch did. */
export function likelyFolders(
  stored: StoredTask,
  recipe: Recipe,
  planned: PlacementRequest['planned'],
): string[] {
  return guessedFolders(pictureOf(stored, recipe), planned);
}

export interface DestinationGuardParts {
  /** How many tasks are still to be made. */
  readonly unmadeCount: () => number;
  /** Where a base was, without links, when a batch was first written there; null before that. */
  readonly realBaseOf: (batchId: BatchId, base: string) => string | null;
}

export function createDestinationGuard({
  unmadeCount,
  realBaseOf,
}: DestinationGuardParts): DestinationGuard {
  /** Mean size of what was made of a picture, the later ones counting more. */
  const sizes = new Map<BatchId, number>();
  /** The disks of folders into which something was written. */
  const worked = new Map<string, bigint>();
  const looking = new Map<string, Promise<void>>();

  const noteDisk = async (folder: string) => {
    const disk = await diskOf(folder);
    looking.delete(folder);
    if (worked.size >= foldersKept) worked.clear();
    if (disk !== null) worked.set(folder, disk);
  };
  const noteFolder = (folder: string) => {
    if (worked.has(folder) || looking.has(folder)) return;
    looking.set(folder, noteDisk(folder));
  };

  const neededFor = (batchId: BatchId) => {
    const most = unmadeCount() * (sizes.get(batchId) ?? guessedBytes);
    return roundedUp(Math.max(most, leastBytes));
  };

  return {
    noteMade({ task: { batchId, sourcePath } }, recipe, outputs) {
      const bytes = outputs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      const size = sizes.get(batchId) ?? bytes;
      sizes.delete(batchId);
      sizes.set(batchId, size + (bytes - size) / 8);
      const [oldest] = sizes.keys();
      if (sizes.size > batchesKept && oldest !== undefined) sizes.delete(oldest);
      for (const { path } of outputs) noteFolder(dirname(path));
      noteFolder(baseOf(sourcePath, recipe));
    },
    async findTrouble(stored, recipe, failed) {
      if (failed && !isOfDestination(failed.failure)) return null;
      const { batchId, sourcePath } = stored.task;
      const base = baseOf(sourcePath, recipe);
      const within = realBaseOf(batchId, base);
      const lookAt = async (folder: string, below: readonly string[]): Promise<Trouble | null> => {
        await looking.get(folder);
        if (!(await isWithin(base, folder))) return null;
        const neededBytes = neededFor(batchId);
        const disk = worked.get(folder) ?? null;
        const isFull = failed?.failure.code === 'disk-full';
        const terms = { disk, neededBytes: isFull ? neededBytes : 0, within };
        const hold = holdFor(await probeFolder(folder, terms), folder, neededBytes);
        const isOver = async () => (await probeFolder(folder, terms)) === 'writable';
        return hold && { place: folder, wanted: below, drive: null, hold, isOver };
      };
      const wanted = wantedFolders(stored, recipe, failed?.planned);
      const nearest = await Promise.all(wanted.map((folder) => nearestBelow(base, folder)));
      const looks = await Promise.all(
        [...new Set(nearest)].map((folder) =>
          lookAt(
            folder,
            wanted.filter((_, at) => nearest[at] === folder),
          ),
        ),
      );
      return looks.find((one) => one !== null) ?? null;
    },
  };
}
