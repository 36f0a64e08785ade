import { Option } from 'commander';
import { defaultReadLimits, type ReadLimits } from '../../shared/worker/messages.ts';
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
  new Option('--timeout <seconds>', 'what takes longer fails (default: 60)').argParser(
    wholeNumber(1, 3600),
  ),
  new Option('--max-megapixels <n>', 'larger pictures fail (default: 300)').argParser(
    wholeNumber(1, 10_000),
  ),
  new Option('--max-file-mb <n>', 'larger files fail (default: 2000)').argParser(
    wholeNumber(1, 4000),
  ),
  new Option(
    '--on-full <what>',
    'results that find no room, or may not be written: fail, or wait until they can be (default: fail)',
  ).choices(fullChoices),
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
