import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Hold, joinedHold } from '../../shared/task/hold.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { type DestinationGuard, isOfDestination } from '../attempt/destination-guard.ts';
import { type DriveGuard, isOfSource } from '../attempt/drive-guard.ts';
import { storeHold } from '../files/store-refusal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ParkingScheduler } from '../scheduling/parking.ts';
import { failureOf, isShortage } from '../worker-pool/outcome.ts';
import { createCrashLoop } from './crash-loop.ts';
import { createHeldPlaces, type HeldPlaces, type HeldPlacesParts } from './held-places.ts';
import { createHolds, type HoldTiming } from './holds.ts';
import type { OwnControls, QueueControls } from './queue-controls.ts';
import type { TaskRunner, TaskRunnerParts } from './task-runner.ts';

export interface HoldingParts {
  /** Null: the queue never holds for a destination, a drive or a decoder, and each task fails for itself. */
  readonly timing: HoldTiming | null;
  readonly guard: DestinationGuard;
  readonly drives: DriveGuard;
  readonly ledger: HeldPlacesParts['ledger'] & Pick<Ledger, 'snapshot' | 'subscribe'>;
  readonly scheduler: HeldPlacesParts['scheduler'] &
    Pick<ParkingScheduler, 'waitingCount' | 'runningCount' | 'parkedCount'>;
  readonly runner: Pick<TaskRunner, 'hasUnstored' | 'storeAgain'>;
  readonly controls: Pick<OwnControls, 'setHold'> & Pick<QueueControls, 'resume'>;
  /** Begins again what ended because it could not be stored. */
  readonly walkAgain: () => void;
  readonly onBug: (error: unknown) => void;
}

/** The one owner of why the queue, or a part of it, holds on by itself, and of how it goes on. */
export interface Holding
  extends Pick<TaskRunnerParts, 'isHeldUp' | 'noteCrash' | 'requeue'>, Pick<HeldPlaces, 'admit'> {
  /** Work that cannot be stored must stop: every further task would end the same way. Told once, whatever else runs on. */
  readonly stopForBug: (error: unknown) => void;
  /** The same for what began then, by `performance.now()`. */
  refused(error: unknown, begunAt: number): void;
  /** Tasks that wait for a folder that takes nothing now, or for their drive; all of them, where nothing else is left to do. */
  readonly heldTasks: () => readonly TaskId[];
  /** A person wants it to go on now. */
  resume(): void;
  close(): void;
}

/** After so many an attempt fails. */
const mostShortages = 12;
/** Milliseconds. */
const shortWaitMs = 25;
const longestShortWaitMs = 1000;
/** The key of the hold for which everything waits. No folder is called that. */
const everything = '';

export function createHolding(parts: HoldingParts, usual: HoldTiming): Holding {
  const { timing, guard, drives, ledger, scheduler, runner, controls, onBug } = parts;
  const { crashRestMs } = timing ?? usual;
  const crashes = createCrashLoop();
  let resumedAt = 0;
  /** When a place was held or released last. */
  let placesChangedAt = 0;
  /** The queue went on by itself, and nothing has been stored since. */
  let isTryingAgain = false;
  /** It is about to go on, once all is stored that could not be. */
  let isStoringAgain = false;
  /** What still runs finds nothing to store into. The next start finds all that is unfinished. */
  let isClosed = false;
  let isToldSince = false;

  const holds = createHolds(timing ?? usual, (key) => {
    if (key === everything) return goOn(() => controls.setHold(null, false));
    places.release(key);
    placesChangedAt = performance.now();
    showLater();
  });
  const places = createHeldPlaces({ ledger, scheduler, guard, holds });

  /** Nothing is left to do but what is parked: for a place, or with a batch that a person paused. */
  const isAtRest = () => {
    const { waitingCount, parkedCount, runningCount } = scheduler;
    if (waitingCount > parkedCount || runningCount > 0) return false;
    return !ledger.snapshot().batches.some(({ isWalking }) => isWalking);
  };
  const show = () => {
    shown = null;
    if (isClosed || isStoringAgain) return;
    const forAll = holds.get(everything);
    if (forAll) return controls.setHold(forAll, true);
    if (places.current.length === 0) return controls.setHold(null, false);
    const isResting = isAtRest();
    if (isResting && !places.areWanted) places.releaseAll();
    const hold = joinedHold(places.current);
    controls.setHold(hold, isResting && hold !== null);
  };
  let shown: NodeJS.Immediate | null = null;
  const showLater = () => {
    shown ??= setImmediate(show);
  };
  const unsubscribe = ledger.subscribe(() => {
    if (places.current.length > 0) showLater();
  });

  const holdAll = (hold: Hold, isOver: () => Promise<boolean>) => {
    isStoringAgain = false;
    const isNew = holds.hold(everything, hold, isOver);
    if (isNew) show();
    return isNew;
  };

  const stopForBug = (error: unknown) => {
    if (isClosed) {
      if (!isToldSince) onBug(error);
      isToldSince = true;
      return;
    }
    const isNews = !isTryingAgain;
    isTryingAgain = false;
    const tryAgain = () => {
      isTryingAgain = true;
      return Promise.resolve(true);
    };
    if (holdAll(storeHold(error), tryAgain) && isNews) onBug(error);
  };

  /** Stores what could not be stored, then calls back, then walks again what was not walked to its end. */
  const storeAgain = (whenStored?: () => void) => {
    if (isClosed) return;
    const afterwards = () => {
      if (isClosed) return;
      isTryingAgain = false;
      whenStored?.();
      parts.walkAgain();
    };
    if (runner.hasUnstored) runner.storeAgain().then(afterwards, stopForBug);
    else afterwards();
  };
  const goOn = (letGo: () => void) => {
    resumedAt = performance.now();
    isStoringAgain = true;
    crashes.forget();
    storeAgain(() => {
      isStoringAgain = false;
      letGo();
      show();
    });
  };

  const rest = (hold: Hold) => {
    const since = performance.now();
    holdAll(hold, () => Promise.resolve(performance.now() - since >= crashRestMs));
  };

  /** How often in a row an attempt found no room for what it needs, with no success anywhere in between. */
  let shortages = 0;
  const waitForRoom = async (): Promise<boolean> => {
    shortages += 1;
    if (shortages > mostShortages) return false;
    await delay(Math.min(shortWaitMs * 2 ** shortages, longestShortWaitMs));
    return true;
  };

  const noteDrives = (lease: readonly TaskId[]) => {
    for (const taskId of lease) {
      const stored = ledger.get(taskId);
      if (stored) drives.note(dirname(stored.task.sourcePath));
    }
  };

  return {
    stopForBug,
    refused(error, begunAt) {
      // What began before Resume may say only afterwards that it could not be stored then: that is no news.
      if (holds.get(everything) || begunAt > resumedAt) stopForBug(error);
      else storeAgain();
    },
    heldTasks: () => places.tasks,
    resume() {
      holds.end(everything);
      places.releaseAll();
      isTryingAgain = false;
      goOn(() => controls.resume());
    },
    async admit(lease: readonly TaskId[]) {
      const admitted = await places.admit(lease);
      if (admitted.length < lease.length) showLater();
      if (timing !== null) noteDrives(admitted);
      return admitted;
    },
    requeue(stored) {
      places.requeue(stored);
      showLater();
    },
    isHeldUp(stored, recipe, { outcome, begunAt, planned }) {
      if (timing === null) return false;
      if (isShortage(outcome)) return waitForRoom();
      if (outcome.kind === 'succeeded') {
        shortages = 0;
        guard.noteMade(stored, recipe, outcome.outputs);
      }
      const failure =
        outcome.kind === 'succeeded' ? outcome.faults?.[0]?.failure : failureOf(outcome);
      if (!failure || !(isOfSource(failure) || isOfDestination(failure))) return false;
      // The trouble that was found or ended meanwhile may be this one's, though it can be over by now.
      if (holds.get(everything) || begunAt < Math.max(resumedAt, placesChangedAt)) return true;
      const finding = isOfSource(failure)
        ? drives.findTrouble(stored.task.sourcePath, failure)
        : guard.findTrouble(stored, recipe, { failure, planned });
      return finding.then((trouble) => {
        if (trouble === null) return false;
        places.hold(stored, trouble, planned);
        placesChangedAt = performance.now();
        return true;
      });
    },
    noteCrash(sourcePath) {
      const pictureCount = timing === null ? null : crashes.note(sourcePath);
      if (pictureCount !== null) rest({ reason: 'crash-loop', pictureCount });
    },
    close() {
      isClosed = true;
      unsubscribe();
      if (shown !== null) clearImmediate(shown);
      for (const key of holds.keys()) holds.end(key);
    },
  };
}
