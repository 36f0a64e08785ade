import { constants } from 'node:os';
import {
  giveUpOnDrives,
  programFiles,
  setDiskLimit,
  setDiskProgram,
  unreadExitCode,
} from '../../engine/files/index.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** As shells have it for a program that a signal ended. */
export function signalExitCode(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/** One Ctrl-C may arrive twice: from the terminal and passed on by a parent. Milliseconds. */
const sameSignalMs = 1000;

/** Of a run that winds up; after that it simply ends. Milliseconds. */
const drivesMayTakeMs = 1000;
const windUpMs = 5500;

/** What ended a run early: a signal, a reader that went away (`| head`) from what is only said, or a bug. */
export type StopReason = (typeof signals)[number] | 'reader' | 'bug';

export interface Stop {
  readonly signal: AbortSignal;
  /** Null while nothing has. */
  readonly exitCode: () => number | null;
  readonly stop: (reason: StopReason) => void;
}

function exitCodeOf(reason: StopReason): number {
  if (reason === 'reader') return unreadExitCode;
  return reason === 'bug' ? 1 : signalExitCode(reason);
}

/** A disk that sleeps takes some seconds. */
const driveMayTakeMs = 10_000;

/**
 * From now on a signal ends the program at once: what it asks drives that may hang is asked by a process that it leaves behind. `entry`
 * is the file of the program's own entry.
 */
export function endOnSignals(entry: string): void {
  setDiskProgram({ nodePath: process.execPath, entry: programFiles(entry).diskProcess });
  setDiskLimit(driveMayTakeMs);
  for (const signal of signals) {
    process.once(signal, () => {
      giveUpOnDrives();
      process.exit(signalExitCode(signal));
    });
  }
}

/** From now on a signal winds the run up in order; a second Ctrl-C ends the program at once. */
export function listenForStop(): Stop {
  const controller = new AbortController();
  let first: { readonly reason: StopReason; readonly at: number } | null = null;

  const stop = (reason: StopReason) => {
    if (first === null) {
      first = { reason, at: performance.now() };
      // Whatever hangs: what is not done goes on with the next run.
      setTimeout(giveUpOnDrives, drivesMayTakeMs).unref();
      setTimeout(() => process.exit(exitCodeOf(reason)), windUpMs).unref();
    }
    controller.abort();
  };
  for (const signal of signals) {
    process.on(signal, () => {
      if (first && performance.now() - first.at > sameSignalMs)
        process.exit(signalExitCode(signal));
      stop(signal);
    });
  }
  return {
    signal: controller.signal,
    exitCode: () => (first === null ? null : exitCodeOf(first.reason)),
    stop,
  };
}
