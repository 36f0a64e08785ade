import { fork } from 'node:child_process';
import { constants } from 'node:os';
import { resolve as resolvePath } from 'node:path';
import { slowDriveOf } from '../../engine/files/index.ts';
import type { Door } from './door.ts';

/** The process that this one watches over knows itself by it, and where its guard listens for it. */
const guardedName = 'THUMBLINE_GUARDED';
/** A folder of the guard's for what this process listens at. */
const folderName = 'THUMBLINE_GUARDED_FOLDER';

/** Of a service that ends; after that it simply does. Milliseconds. */
export const windUpMs = 5500;
const patienceMs = windUpMs + 300;

const passedOn = ['SIGINT', 'SIGTERM'] as const;

const isGuarded = () => process.env[guardedName] !== undefined;

/** Where the guard of this process listens for it; null where this process listens itself. */
export const guardsAddress = (): string | null => process.env[guardedName] || null;

export const guardsFolder = (): string => process.env[folderName] ?? '';

/** Whether a drive that may never answer is asked by this process itself, for one of these folders, so that nothing ends it then. */
export function needsGuard(folders: readonly string[]): boolean {
  return !isGuarded() && folders.some((folder) => slowDriveOf(resolvePath(folder)) !== null);
}

interface Ending {
  readonly end: () => void;
  /** Without waiting for anything. */
  readonly endNow: (signal: NodeJS.Signals) => void;
}

/** Tells of each signal that reaches this program; the first ends it, and the second ends it at once. */
export function followSignals({ end, endNow }: Ending): void {
  let isAsked = false;
  const ask = (signal: NodeJS.Signals) => {
    if (isAsked) endNow(signal);
    isAsked = true;
    end();
  };
  // A guard passes them on, and whoever asks both processes at once asks once.
  for (const signal of passedOn) process.on(signal, () => (isGuarded() ? end() : ask(signal)));
  if (!isGuarded()) return;
  process.on('message', (said) => {
    const signal = passedOn.find((one) => one === said);
    if (signal) ask(signal);
  });
  process.on('disconnect', end);
  process.channel?.unref();
}

interface GuardedProgram {
  readonly entry: string;
  readonly words: readonly string[];
  /** After which signal it is waited for no longer: a worker that is asked once makes what it has. */
  readonly patientSignals: number;
  /** Null for a program that does not listen. */
  readonly door: Door | null;
  readonly folder: string;
}

/**
 * Runs the program in a process of its own and passes signals on. A call to a drive that hangs cannot be interrupted, not even by SIGKILL:
 * this process asks no drive, and leaves the other one behind. Resolves with the exit code.
 */
export function runGuarded(program: GuardedProgram): Promise<number> {
  const { entry, words, patientSignals, door, folder } = program;
  const child = fork(entry, words, {
    execArgv: process.execArgv,
    env: { ...process.env, [guardedName]: door?.address ?? '', [folderName]: door?.folder ?? '' },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // A Ctrl-C in the terminal is for the guard.
    detached: true,
  });
  door?.open(child, folder);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let signals = 0;
  for (const signal of passedOn) {
    process.on(signal, () => {
      signals += 1;
      if (child.connected) child.send(signal, () => undefined);
      if (signals !== patientSignals) return;
      setTimeout(() => {
        child.kill('SIGKILL');
        child.unref();
        if (child.connected) child.disconnect();
        resolve(128 + constants.signals[signal]);
      }, patienceMs).unref();
    });
  }
  child.on('error', reject);
  child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  return promise.finally(() => door?.close());
}
