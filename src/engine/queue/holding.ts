import { setTimeout as delay } from 'node:timers/promises';
import type { Hold } from '../../shared/task/hold.ts';
import {
  type DestinationGuard,
  type HoldUp,
  isOfDestination,
} from '../attempt/destination-guard.ts';
import { storeHold } from '../files/store-refusal.ts';
import { failureOf, isShortage } from '../worker-pool/outcome.ts';
import { createCrashLoop } from './crash-loop.ts';
import { createHolds, type HoldTiming } from './holds.ts';
import type { OwnControls, QueueControls } from './queue-controls.ts';
import type { TaskRunner, TaskRunnerParts } from './task-runner.ts';

export interface HoldingParts {
  /** Null: the queue never holds for a destination or a decoder, and each task fails for itself. */
  readonly timing: HoldTiming | null;
  readonly guard: DestinationGuard;
  readonly runner: Pick<TaskRunner, 'hasUnstored' | 'storeAgain'>;
  readonly controls: OwnControls & Pick<QueueControls, 'resume'>;
  /** Begins again what ended because it could not be stored. */
  readonly walkAgain: () => void;
  readonly onBug: (error: unknown) => void;
}

/** The one owner of why the queue holds on by itself, and of how it goes on. */
export interface Holding extends Pick<TaskRunnerParts, 'isHeldUp' | 'noteCrash'> {
  /** Work that cannot be stored must stop: every further task would end the same way. Told once, whatever else runs on. */
  readonly stopForBug: (error: unknown) => void;
  /** The same for what began then, by `performance.now()`. */
  refused(error: unknown, begunAt: number): void;
  /** A person wants it to go on now. */
  resume(): void;
  close(): void;
}

/** After so many an attempt fails. */
const mostShortages = 12;
/** Milliseconds. */
const shortWaitMs = 25;
const longestShortWaitMs = 1000;

export function createHolding(parts: HoldingParts, usual: HoldTiming): Holding {
  const { timing, guard, runner, controls, onBug } = parts;
  const { crashRestMs } = timing ?? usual;
  const crashes = createCrashLoop();
  let resumedAt = 0;
  /** The queue went on by itself, and nothing has been stored since. */
  let isTryingAgain = false;
  /** What still runs finds nothing to store into. The next start finds all that is unfinished. */
  let isClosed = false;
  let isToldSince = false;

  const holds = createHolds(timing ?? usual, {
    onHold: controls.setHold,
    onOver: () => goOn(() => controls.setHold(null)),
  });

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
    if (holds.hold(storeHold(error), tryAgain) && isNews) onBug(error);
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
    crashes.forget();
    storeAgain(letGo);
  };

  const holdFor = ({ hold, isOver }: HoldUp) => {
    holds.hold(hold, isOver);
    return true;
  };
  const rest = (hold: Hold) => {
    const since = performance.now();
    const isOver = () => Promise.resolve(performance.now() - since >= crashRestMs);
    holds.hold(hold, isOver);
  };

  /** How often in a row an attempt found no room for what it needs, with no success anywhere in between. */
  let shortages = 0;
  const waitForRoom = async (): Promise<boolean> => {
    shortages += 1;
    if (shortages > mostShortages) return false;
    await delay(Math.min(shortWaitMs * 2 ** shortages, longestShortWaitMs));
    return true;
  };

  return {
    stopForBug,
    refused(error, begunAt) {
      // What began before Resume may say only afterwards that it could not be stored then: that is no news.
      if (holds.current !== null || begunAt > resumedAt) stopForBug(error);
      else storeAgain();
    },
    resume() {
      holds.end();
      isTryingAgain = false;
      goOn(() => controls.resume());
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
      if (!failure) return false;
      // The trouble for which the queue holds, or held meanwhile, may be this one's, though it can be over by now.
      const isOfHold = holds.current !== null || begunAt < resumedAt;
      if (isOfHold && isOfDestination(failure)) return true;
      return guard
        .findHoldUp(stored, recipe, { failure, planned })
        .then((found) => found !== null && holdFor(found));
    },
    noteCrash(sourcePath) {
      const pictureCount = timing === null ? null : crashes.note(sourcePath);
      if (pictureCount !== null) rest({ reason: 'crash-loop', pictureCount });
    },
    close() {
      isClosed = true;
      holds.end();
    },
  };
}
