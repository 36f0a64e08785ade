import type { Metadata } from 'sharp';
import { exifTags, readExifBlock } from '../bytes/exif-block.ts';

/** Who made the picture and who owns it, where it says so. */
export interface Copyright {
  readonly copyright: string | null;
  readonly artist: string | null;
}

const exifMark = 'Exif\0\0';

/** The block behind the mark that JPEG puts before it. */
export function exifBlockOf(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, exifMark.length) === exifMark
    ? exif.subarray(exifMark.length)
    : exif;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function plainText(xml: string): string {
  return xml
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(\w+);/g, (whole, name: string) => named[name] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The text of an XMP element such as `dc:rights`. */
function xmpText(xmp: string, element: string): string | null {
  const [, inside] =
    new RegExp(`<${element}[^>]*>([\\s\\S]{1,4000}?)</${element}>`).exec(xmp) ?? [];
  return inside === undefined ? null : plainText(inside) || null;
}

/** From EXIF, else from XMP. */
export function copyrightOf({ exif, xmp }: Metadata): Copyright {
  const block = exif ? readExifBlock(exifBlockOf(exif)) : null;
  const packet = xmp?.toString('utf8') ?? '';
  return {
    copyright: block?.text(exifTags.copyright) ?? xmpText(packet, 'dc:rights'),
    artist: block?.text(exifTags.artist) ?? xmpText(packet, 'dc:creator'),
  };
}
