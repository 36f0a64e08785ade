import { setImmediate as laterTurn } from 'node:timers/promises';
import type { Hold } from '../../shared/task/hold.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import {
  type DestinationGuard,
  type FailedWrite,
  likelyFolders,
  type Trouble,
  wantedFolders,
} from '../attempt/destination-guard.ts';
import { isInside } from '../files/paths.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { StoredTask } from '../ports.ts';
import type { ParkingScheduler } from '../scheduling/parking.ts';
import type { Holds } from './holds.ts';

export interface HeldPlacesParts {
  readonly ledger: Pick<Ledger, 'get' | 'findBatch' | 'statusOf'>;
  readonly scheduler: Pick<ParkingScheduler, 'add' | 'park' | 'release' | 'parkedAt' | 'tasksAt'>;
  readonly guard: Pick<DestinationGuard, 'findTrouble'>;
  readonly holds: Holds;
}

/** Folders that take nothing now, and drives of pictures that are gone. What goes there, or lies there, is parked; all else goes on. */
export interface HeldPlaces {
  /** Parks those of a held place, and answers with the others. */
  admit(lease: readonly TaskId[]): Promise<readonly TaskId[]>;
  /** The task waits for it, and so do others of that place. */
  hold(stored: StoredTask, trouble: Trouble, planned: FailedWrite['planned']): void;
  /** The task waits for its turn, or for its place if that is still held. */
  requeue(stored: StoredTask): void;
  readonly current: readonly Hold[];
  /** What waits for one of them, as far as its turn has come. */
  readonly tasks: readonly TaskId[];
  /** Whether anything waits for one. */
  readonly areWanted: boolean;
  release(place: string): void;
  releaseAll(): void;
}

interface Place {
  /** See `Trouble`. */
  readonly drive: string | null;
  readonly folders: Set<string>;
  readonly batches: Set<BatchId>;
}

export function createHeldPlaces({ ledger, scheduler, guard, holds }: HeldPlacesParts): HeldPlaces {
  const places = new Map<string, Place>();
  /** By each folder that is wanted. */
  const placeWith = new Map<string, string>();
  /** What the header of a picture said whose folder is held: others of its batch most likely say the same. */
  const plannedOf = new Map<BatchId, NonNullable<FailedWrite['planned']>>();
  /** Folders that took something while others did not. */
  const fine = new Set<string>();
  const placeOf = new WeakMap<StoredTask, string>();

  const holdAt = ({ place: key, wanted, drive, hold, isOver }: Trouble) => {
    const place = places.get(key) ?? { drive, folders: new Set(), batches: new Set() };
    places.set(key, place);
    for (const one of wanted) {
      place.folders.add(one);
      placeWith.set(one, key);
      fine.delete(one);
    }
    const isNeeded = () => scheduler.parkedAt(key) > 0;
    holds.hold(key, hold, async () => !isNeeded() || isOver());
    return place;
  };

  const findDrive = (sourcePath: string): string | null => {
    for (const [key, { drive }] of places) {
      if (drive !== null && isInside(sourcePath, drive)) return key;
    }
    return null;
  };

  const findPlace = async (stored: StoredTask, recipe: Recipe): Promise<string | null> => {
    const drive = findDrive(stored.task.sourcePath);
    if (drive !== null || placeWith.size === 0) return drive;
    const planned = plannedOf.get(stored.task.batchId);
    const wanted = planned ? likelyFolders(stored, recipe, planned) : wantedFolders(stored, recipe);
    const known = wanted.find((folder) => placeWith.has(folder));
    if (known !== undefined) return placeWith.get(known) ?? null;
    if (wanted.every((folder) => fine.has(folder))) return null;
    const trouble = await guard.findTrouble(stored, recipe, null);
    if (trouble) holdAt(trouble);
    else for (const folder of wanted) fine.add(folder);
    return trouble?.place ?? null;
  };

  /** False for one that waits, or is not to be made any more. */
  const isAdmitted = async (taskId: TaskId) => {
    const stored = ledger.get(taskId);
    const recipe = stored && ledger.findBatch(stored.task.batchId)?.batch.recipe;
    const place = recipe ? await findPlace(stored, recipe) : null;
    if (!stored || place === null || !places.has(place)) return true;
    if (ledger.statusOf(taskId) === 'queued') scheduler.park(place, taskId, stored.priority);
    return false;
  };

  const release = (place: string) => {
    const { folders, batches } = places.get(place) ?? {};
    places.delete(place);
    folders?.forEach((folder) => placeWith.delete(folder));
    batches?.forEach((batchId) => plannedOf.delete(batchId));
    if (places.size === 0) fine.clear();
    scheduler.release(place);
  };

  return {
    async admit(lease) {
      if (places.size === 0) return lease;
      const admitted: TaskId[] = [];
      for (const taskId of lease) if (await isAdmitted(taskId)) admitted.push(taskId);
      // However many are parked one after another, others have their turn.
      if (admitted.length < lease.length) await laterTurn();
      return admitted;
    },
    hold(stored, trouble, planned) {
      const { batchId } = stored.task;
      const place = holdAt(trouble);
      placeOf.set(stored, trouble.place);
      if (!planned) return;
      place.batches.add(batchId);
      plannedOf.set(batchId, planned);
    },
    requeue(stored) {
      const { task, priority } = stored;
      const place = placeOf.get(stored);
      if (place !== undefined && places.has(place)) scheduler.park(place, task.id, priority);
      else scheduler.add(task.id, priority);
    },
    get current() {
      return [...places.keys()].flatMap((place) => holds.get(place) ?? []);
    },
    get tasks() {
      return [...places.keys()].flatMap((place) => scheduler.tasksAt(place));
    },
    get areWanted() {
      return [...places.keys()].some((place) => scheduler.parkedAt(place) > 0);
    },
    release,
    releaseAll() {
      for (const place of places.keys()) {
        holds.end(place);
        release(place);
      }
    },
  };
}
