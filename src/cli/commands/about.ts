import { manualWords } from '../../shared/words/areas/manual.ts';
import { signalExitCode } from '../runs/stop-signals.ts';

/** What is said of the terminal in the guide and in the manual page, one paragraph each. */
export const about: readonly string[] = [
  manualWords('about.recipe'),
  manualWords('about.names'),
  manualWords('about.streams'),
  manualWords('about.colours'),
];

/** For guide and manual. */
export const exitCodes: readonly (readonly [code: string, meaning: string])[] = [
  ['0', manualWords('exit.done')],
  ['1', manualWords('exit.failed')],
  ['2', manualWords('exit.usage')],
  [
    '128 + n',
    manualWords('exit.signal', {
      interrupted: signalExitCode('SIGINT'),
      terminated: signalExitCode('SIGTERM'),
    }),
  ],
];
