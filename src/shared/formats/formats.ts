import { z } from 'zod';
import type { FormatRecord, WrittenRecord } from './format-record.ts';
import { readFormats } from './read-formats.ts';
import { type IconFormat, writtenFormats } from './written-formats.ts';

export type { IconFormat } from './written-formats.ts';
export type WritableFormat = keyof typeof writtenFormats;

/** What a source was recognised as. Wider than what can be written. */
export type SourceFormat = WritableFormat | keyof typeof readFormats;

/** The one record of each format, those that are written first. */
export const formats: Readonly<
  Record<WritableFormat, WrittenRecord> & Record<keyof typeof readFormats, FormatRecord>
> = { ...writtenFormats, ...readFormats };

function keysOf<Records extends object>(records: Records): Extract<keyof Records, string>[] {
  const keys: Extract<keyof Records, string>[] = [];
  for (const key in records) keys.push(key);
  return keys;
}

export const writableFormats: readonly WritableFormat[] = keysOf(writtenFormats);
export const WritableFormat = z.enum(writableFormats);
export const sourceFormats: readonly SourceFormat[] = keysOf(formats);
export const SourceFormat = z.enum(sourceFormats);

/** The worker asks these, and has no schemas. */
const isWritable = (format: string): format is WritableFormat =>
  Object.hasOwn(writtenFormats, format);
const isSource = (format: string): format is SourceFormat => Object.hasOwn(formats, format);

/** True for files that hold one picture in several sizes. */
export function isIconFormat(format: string): format is IconFormat {
  return isWritable(format) && formats[format].writes.iconEdges !== null;
}

/** The record of a format that came as a word; undefined when nobody knows it. */
export function findFormat(format: string): FormatRecord | undefined {
  return isSource(format) ? formats[format] : undefined;
}

/**
 * What `format: 'same'` means for a source: its own format, or PNG with alpha, else JPEG, when that cannot be written.
 * An icon file holds many sizes; who shrinks one wants a picture.
 */
export function sameFormat(source: string, hasAlpha: boolean): WritableFormat {
  if (isWritable(source) && !isIconFormat(source)) return source;
  return hasAlpha ? 'png' : 'jpeg';
}

/** True where an output has every frame of its source. */
export function keepsFrames(
  { animation }: { readonly animation: 'first' | 'keep' },
  source: { readonly format: string; readonly pages: number },
  written: WritableFormat,
): boolean {
  const isFilm = source.pages > 1 && findFormat(source.format)?.animation === true;
  return animation === 'keep' && isFilm && formats[written].animation;
}

/** What a page can be chosen of: "PDF and TIFF". */
export function namesWithPages(last: 'and' | 'or'): string {
  const named = sourceFormats.filter((format) => formats[format].hasPages);
  return named
    .map((format) => formats[format].name)
    .toSorted()
    .join(` ${last} `);
}

/** Whether a lower quality makes a smaller file of this output. */
export function hasQuality(
  format: WritableFormat,
  { lossless }: { readonly lossless: boolean },
): boolean {
  const { writes } = formats[format];
  return writes.quality !== null && !(lossless && writes.lossless);
}

/** The names of the written formats that have something, for a line of help. */
export function namesOfWritten(has: (record: WrittenRecord) => boolean): readonly string[] {
  return writableFormats.flatMap((format) => (has(formats[format]) ? [formats[format].name] : []));
}
