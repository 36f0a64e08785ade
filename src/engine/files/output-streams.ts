import { constants } from 'node:os';
import { storingWords } from '../../shared/words/areas/storing.ts';
import { errorCode } from './write-failure.ts';

type StreamName = 'stdout' | 'stderr';

/** As a shell says it of a program that wrote into a closed pipe. */
export const unreadExitCode = 128 + constants.signals.SIGPIPE;

const diskFull = new Set(['ENOSPC', 'EDQUOT']);

function problemOf(name: StreamName, code: string): string {
  return storingWords(diskFull.has(code) ? `full.${name}` : `unwritable.${name}`);
}

export interface OutputStreams {
  /** What the program does is more than what it prints: it is done to its end, and well, also when nobody reads that. */
  goOnUnread(): void;
  /** Called once, when nobody reads standard output any more. */
  onReaderGone(listener: () => void): void;
}

/**
 * From now on a closed pipe (`| head`) never ends the program with a stack: what is written into it is dropped, and the exit
 * code is 141 unless the work goes on. What cannot be written for any other reason (a full disk) is one line on the other
 * stream, and exit code 1 in place of 0. To be called before anything is written; `lineOf` makes a line of the problem.
 */
export function followOutputStreams(lineOf: (problem: string) => string): OutputStreams {
  const listeners: (() => void)[] = [];
  const lost = new Map<StreamName, 'reader' | 'place'>();
  let goesOn = false;

  const lose = (name: StreamName, error: Error) => {
    if (lost.has(name)) return;
    const code = errorCode(error);
    lost.set(name, code === 'EPIPE' ? 'reader' : 'place');
    const other = name === 'stdout' ? 'stderr' : 'stdout';
    if (code !== 'EPIPE') process[other].write(`${lineOf(problemOf(name, code))}\n`);
    else if (name === 'stdout') for (const listener of listeners) listener();
  };
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].on('error', (error) => lose(name, error));
  }
  // Only then is everything written.
  process.on('exit', (code) => {
    if (code !== 0) return;
    if ([...lost.values()].includes('place')) process.exitCode = 1;
    else if (lost.get('stdout') === 'reader' && !goesOn) process.exitCode = unreadExitCode;
  });
  return {
    goOnUnread: () => void (goesOn = true),
    onReaderGone: (listener) => void listeners.push(listener),
  };
}
