import { createBarReporter } from './bar-reporter.ts';
import { createJsonReporter } from './json-reporter.ts';
import { createLineReporter, createQuietReporter, createVerboseReporter } from './line-reporter.ts';
import type { Voice } from './voice.ts';
import type { Options } from '../args/options.ts';
import type { Reporter } from './reporter.ts';

/** A bar where a person looks on, plain lines in a pipe. */
export function chooseReporter(
  { isJson, isQuiet, isVerbose }: Pick<Options, 'isJson' | 'isQuiet' | 'isVerbose'>,
  voice: Voice,
): Reporter {
  if (isJson) return createJsonReporter(voice.say, voice.complain);
  if (isQuiet) return createQuietReporter(voice);
  if (isVerbose) return createVerboseReporter(voice);
  const isWatched = process.stdout.isTTY && process.stderr.isTTY && process.env['TERM'] !== 'dumb';
  return isWatched ? createBarReporter(voice) : createLineReporter(voice);
}
