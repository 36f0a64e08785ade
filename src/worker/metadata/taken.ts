import type { Buffer } from 'node:buffer';
import type { SourceFormat } from '../../shared/formats/formats.ts';
import { type Exif, type ExifField, tags, type } from './exif/exif-field.ts';
import { readExif } from './exif/read-exif.ts';
import { findBlocks } from './reading/find-blocks.ts';
import { parseXmp } from './xmp/parse-xmp.ts';
import { namespaces, textOf } from './xmp/xmp-tree.ts';

/** `2019:05:31 14:05:08` as EXIF has it, some programs with other signs; or ISO 8601, whose zone and fractions do not count. */
const instant =
  /^(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

const isDay = (year: number, month: number, day: number) => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** Null for what is no day of the calendar: cameras whose clock was never set write zeros or blanks. */
export function readInstant(text: string): string | null {
  const [whole, year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] =
    instant.exec(text.trim()) ?? [];
  if (whole === undefined || !isDay(Number(year), Number(month), Number(day))) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
}

/** Longer is no date. Bytes. */
const mostBytes = 64;

function inExif(fields: readonly ExifField[], tag: number): string | null {
  const field = fields.find((one) => one.tag === tag);
  if (!field || field.type !== type.text || field.value.length > mostBytes) return null;
  const [text = ''] = field.value.toString('latin1').split('\0');
  return readInstant(text);
}

const exifOf = (block: Buffer | null | undefined): Exif | null =>
  (block && readExif(block)?.all()) ?? null;

const xmpNames = [
  `${namespaces.exif}DateTimeOriginal`,
  `${namespaces.photoshop}DateCreated`,
  `${namespaces.xmp}CreateDate`,
];

/**
 * When a picture was taken, by the clock that the camera showed: EXIF's DateTimeOriginal, else its CreateDate, else what XMP says. Null
 * where the file does not tell.
 */
export function takenIn(bytes: Buffer, format: SourceFormat): string | null {
  const { exif: block, xmp: packets = [] } = findBlocks(bytes, format);
  const exif = exifOf(block);
  const byCamera =
    exif && (inExif(exif.photo, tags.original) ?? inExif(exif.photo, tags.digitized));
  if (byCamera) return byCamera;
  const told = packets.map(parseXmp).flatMap((packet) =>
    xmpNames.map((name) => {
      const property = packet?.get(name);
      return property ? readInstant(textOf(property)) : null;
    }),
  );
  return told.find((one) => one !== null) ?? null;
}
