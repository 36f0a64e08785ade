import { InvalidArgumentError, Option } from 'commander';
import { servingWords } from '../../shared/words/areas/serving.ts';
import { parseDurationMs, parseSizeBytes } from './amounts.ts';

export interface OptionText {
  readonly flags: string;
  readonly env: string;
  readonly help: string;
}

/** An option that an environment variable can stand in for; what is typed goes before it. */
export function option(
  { flags, env, help }: OptionText,
  parse?: (text: string) => unknown,
): Option {
  const made = new Option(flags, help).env(env);
  return parse ? made.argParser(parse) : made;
}

export function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= low && number <= high) return number;
    throw new InvalidArgumentError(servingWords('value.whole', { low, high }));
  };
}

export function sizeBytes(text: string): number {
  const size = parseSizeBytes(text);
  if (size !== null && size > 0) return size;
  throw new InvalidArgumentError(servingWords('value.size'));
}

export function durationMs(text: string): number {
  const duration = parseDurationMs(text);
  if (duration !== null && duration > 0) return duration;
  throw new InvalidArgumentError(servingWords('value.time'));
}

/** At least as long as cannot be tried out; several with commas. */
export function tokens(text: string): readonly string[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.every((word) => /^[\x21-\x7e]{8,200}$/.test(word))) return words;
  throw new InvalidArgumentError(servingWords('value.token'));
}

export function redisUrl(text: string): string {
  const url = URL.parse(text);
  if (url && ['redis:', 'rediss:'].includes(url.protocol)) return text;
  throw new InvalidArgumentError(servingWords('value.redis'));
}

export function keyWord(text: string): string {
  if (/^[a-z0-9-]{1,40}$/i.test(text)) return text;
  throw new InvalidArgumentError(servingWords('value.word'));
}
