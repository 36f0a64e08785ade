import { InvalidArgumentError } from 'commander';
import { formats, writableFormats } from '../../shared/formats/formats.ts';
import { checkTemplate } from '../../shared/task/file-name.ts';
import type { FocalPoint } from '../../shared/task/focal-point.ts';
import { bytesOf } from '../../shared/words/numbers.ts';
import { largestEdge } from '../../shared/task/recipe.ts';
import { Rounded } from '../../shared/task/rounded.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';

/** The box of an output in pixels; null leaves that edge free. */
export interface Box {
  readonly width: number | null;
  readonly height: number | null;
}

const edge = (digits: string | undefined) => (digits ? Number(digits) : null);
const isEdge = (length: number | null) => length === null || (length >= 1 && length <= largestEdge);

/** Reads `300x200`, `300` (a square box), `300x` (only the width) and `x200` (only the height); null if it is none. */
export function parseSize(text: string): Box | null {
  const match = /^(\d{0,6})(?:([x×*])(\d{0,6}))?$/i.exec(text.trim());
  if (!match) return null;
  const [, first, cross, second] = match;
  const width = edge(first);
  const height = cross ? edge(second) : width;
  if (width === null && height === null) return null;
  return isEdge(width) && isEdge(height) ? { width, height } : null;
}

/** Reads one typed word, or throws commander's error with one sentence about what to type. */
export interface ReadWord<Value> {
  (text: string): Value;
  /** All there is to choose from, if it is a choice: shells complete it. */
  readonly choices?: readonly string[];
}

export function wholeNumber(low: number, high: number): ReadWord<number> {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= low && number <= high) return number;
    throw new InvalidArgumentError(typingWords('value.whole', { low, high }));
  };
}

export function decimal(low: number, high: number): ReadWord<number> {
  return (text) => {
    const number = Number(text.replace(/%$/, ''));
    if (text.trim() !== '' && number >= low && number <= high) return number;
    throw new InvalidArgumentError(typingWords('value.number', { low, high }));
  };
}

/** Formats by the extension that is written, and the other spelling of centre. */
const aliases: ReadonlyMap<string, string> = new Map([
  ...writableFormats.map((format) => [formats[format].extensions[0], format] as const),
  ['center', 'centre'],
]);

export function oneOf<Word extends string>(words: readonly Word[]): ReadWord<Word> {
  const read = (text: string) => {
    const typed = text.toLowerCase();
    const word = words.find((one) => one === (aliases.get(typed) ?? typed));
    if (word !== undefined) return word;
    throw new InvalidArgumentError(typingWords('value.choice', { choices: words.join(', ') }));
  };
  return Object.assign(read, { choices: words });
}

export function size(text: string): Box {
  const box = parseSize(text);
  if (box) return box;
  throw new InvalidArgumentError(typingWords('value.size'));
}

/** `50KB`, `1.5MB` or plain bytes; steps of 1,000, as sizes are shown. */
export function byteCount(text: string): number {
  const bytes = bytesOf(text);
  if (bytes !== null && bytes >= 100 && bytes <= 1_000_000_000) return bytes;
  throw new InvalidArgumentError(typingWords('value.bytes'));
}

export function template(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError(typingWords('value.empty'));
  const problem = checkTemplate(text);
  if (problem === null && text.length <= 200) return text;
  throw new InvalidArgumentError(
    problem === null ? typingWords('value.tooLong') : typingWords('value.template', { problem }),
  );
}

export function notEmpty(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError(typingWords('value.empty'));
}

export function point(text: string): FocalPoint {
  const [x, y, more] = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const isFraction = (value: number | undefined) => value !== undefined && value >= 0 && value <= 1;
  if (isFraction(x) && isFraction(y) && more === undefined) return { x: x ?? 0, y: y ?? 0 };
  throw new InvalidArgumentError(typingWords('value.point'));
}

export function colour(text: string): string {
  const hexadecimal = `#${text.replace(/^#/, '')}`;
  if (/^#[0-9a-f]{6}([0-9a-f]{2})?$/i.test(hexadecimal)) return hexadecimal;
  throw new InvalidArgumentError(typingWords('value.colour'));
}

/** `12`, `12px` or `20%`. */
export function radius(text: string): string {
  const typed = text.trim().toLowerCase();
  const parsed = Rounded.safeParse(/[\d.]$/.test(typed) ? `${typed}px` : typed);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(typingWords('value.radius'));
}

/** Reads the word and wraps its value, and keeps what there is to choose from. */
export function wrapping<Inner, Outer>(
  read: ReadWord<Inner>,
  wrap: (value: Inner) => Outer,
): ReadWord<Outer> {
  const { choices } = read;
  return Object.assign((text: string) => wrap(read(text)), choices && { choices });
}
