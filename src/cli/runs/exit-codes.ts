import { constants } from 'node:os';

/** As shells have it for a program that a signal ended. */
export function signalExitCode(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/** For help, guide and manual. */
export const exitCodes: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'all succeeded or skipped'],
  ['1', 'some failed'],
  ['2', 'wrong usage'],
  [
    '128 + n',
    `stopped by the signal n: ${signalExitCode('SIGINT')} for Ctrl-C, ${signalExitCode('SIGTERM')} for SIGTERM`,
  ],
];
