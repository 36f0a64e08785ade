import { type MonitorStep, monitorStepCount, monitorStepMs } from '../../shared/ipc/monitor.ts';
import { createRecentTimes } from './recent-times.ts';

/** More than two hundred tasks a second: beyond that a step's percentiles are of its last ones. */
const timesPerStep = 2000;

export interface StepSeries {
  countFinished(): void;
  addRunTime(ms: number): void;
  addWaitTime(ms: number): void;
  /** Takes note of how many wait now. */
  noteWaiting(): void;
  /** Oldest first; the last one is still going on. */
  read(): MonitorStep[];
}

const emptyStep = (waitingCount: number): MonitorStep => ({
  finishedCount: 0,
  waitingCount,
  runTimeMs: null,
  waitTimeMs: null,
});

/** The last ten minutes in steps. Only the present step keeps single times; the past ones are six numbers each. */
export function createStepSeries(now: () => number, waitingCount: () => number): StepSeries {
  const runTimes = createRecentTimes(timesPerStep);
  const waitTimes = createRecentTimes(timesPerStep);
  let past: MonitorStep[] = Array.from({ length: monitorStepCount - 1 }, () => emptyStep(0));
  let finishedCount = 0;
  let mostWaiting = 0;
  let presentStep = Math.floor(now() / monitorStepMs);

  const present = (): MonitorStep => ({
    finishedCount,
    waitingCount: mostWaiting,
    runTimeMs: runTimes.read(),
    waitTimeMs: waitTimes.read(),
  });

  const moveOn = () => {
    const step = Math.floor(now() / monitorStepMs);
    if (step <= presentStep) return;
    // Nothing was told since, so as many wait as did then.
    const quietCount = Math.min(step - presentStep - 1, monitorStepCount);
    const quiet = Array.from({ length: quietCount }, () => emptyStep(waitingCount()));
    past = [...past, present(), ...quiet].slice(1 - monitorStepCount);
    presentStep = step;
    finishedCount = 0;
    mostWaiting = waitingCount();
    runTimes.clear();
    waitTimes.clear();
  };

  return {
    countFinished() {
      moveOn();
      finishedCount += 1;
    },
    addRunTime(ms) {
      moveOn();
      runTimes.add(ms);
    },
    addWaitTime(ms) {
      moveOn();
      waitTimes.add(ms);
    },
    noteWaiting() {
      moveOn();
      mostWaiting = Math.max(mostWaiting, waitingCount());
    },
    read() {
      this.noteWaiting();
      return [...past, present()];
    },
  };
}
