import { Option } from 'commander';
import { defaultReadLimits, type ReadLimits } from '../../shared/worker/messages.ts';
import { optionsWords } from '../../shared/words/areas/options.ts';
import { wholeNumber } from './typed-values.ts';

/** What a run does when nothing more can be written where its results go. */
export const fullChoices = ['fail', 'wait'] as const;
export type FullChoice = (typeof fullChoices)[number];

/** What one picture may take; each null where nothing was typed. */
export interface TypedLimits {
  readonly timeout: number | null;
  readonly maxMegapixels: number | null;
  readonly maxFileMb: number | null;
}

const usualSeconds = 60;

export const limitOptions: readonly Option[] = [
  new Option('--timeout <seconds>', optionsWords('timeout')).argParser(wholeNumber(1, 3600)),
  new Option('--max-megapixels <n>', optionsWords('maxMegapixels')).argParser(
    wholeNumber(1, 10_000),
  ),
  new Option('--max-file-mb <n>', optionsWords('maxFileMb')).argParser(wholeNumber(1, 4000)),
  new Option('--on-full <what>', optionsWords('onFull')).choices(fullChoices),
];

/** What an engine or a pool takes of it. */
export interface RunLimits {
  readonly limitMs: number;
  readonly readLimits: ReadLimits;
}

export function limitsOf({ timeout, maxMegapixels, maxFileMb }: TypedLimits): RunLimits {
  const { maxPixels, maxFileBytes } = defaultReadLimits;
  return {
    limitMs: (timeout ?? usualSeconds) * 1000,
    readLimits: {
      maxPixels: maxMegapixels === null ? maxPixels : maxMegapixels * 1e6,
      maxFileBytes: maxFileMb === null ? maxFileBytes : maxFileMb * 1e6,
    },
  };
}
