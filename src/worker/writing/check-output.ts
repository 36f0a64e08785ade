import type { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { type IconFormat, isIconFormat } from '../../shared/formats/formats.ts';
import { recogniseFormat } from '../../shared/formats/recognise-format.ts';
import type { PlannedOutput } from '../../shared/worker/messages.ts';
import { iconEdges } from '../../shared/task/srcset.ts';
import { codedSize } from '../decoding/coded-size.ts';
import type { PixelSize } from '../decoding/decoder.ts';
import { endsEarly } from '../decoding/ends-early.ts';
import { type IcnsEntry, readIcnsEntries } from '../decoding/icns/icns-entries.ts';
import { readIcnsPixels } from '../decoding/icns/icns-pixels.ts';
import { type IcoEntry, readIcoBitmap, readIcoEntries } from '../decoding/ico/ico-bitmap.ts';

const readers: Readonly<
  Record<IconFormat, (file: Uint8Array) => readonly (IcoEntry | IcnsEntry)[]>
> = { ico: readIcoEntries, icns: readIcnsEntries };

const wordsOf = ({ width, height }: PixelSize) => `${width} × ${height}`;

/** The size that an entry really has; null when it does not open. */
async function sizeOf(entry: IcoEntry | IcnsEntry): Promise<string | null> {
  if (entry.kind === 'png') return wordsOf(await sharp(entry.bytes).metadata());
  const { bytes, width, height } = entry;
  const pixels = 'mask' in entry ? readIcnsPixels(entry) : readIcoBitmap(bytes, width * height);
  return pixels.ok ? wordsOf(pixels.value) : null;
}

/** What is wrong when an icon does not hold every size up to the largest that was promised; null when nothing is. */
export async function checkIcon(
  file: Buffer,
  { format, width }: { readonly format: IconFormat; readonly width: number },
): Promise<string | null> {
  const promised = iconEdges(format, width).map((edge) => `${edge} × ${edge}`);
  const sizes = await Promise.all(readers[format](file).map(sizeOf));
  const made = [...new Set(sizes)];
  const isKept = made.length === promised.length && promised.every((size, at) => made[at] === size);
  return isKept ? null : `promised ${format} ${promised.join(', ')}, made ${made.join(', ')}`;
}

/** Opening a small file through sharp costs half a millisecond, of the two or three that it takes in all. */
async function madeOf(file: Buffer): Promise<string> {
  const format = recogniseFormat(file);
  if (format && endsEarly(file, format)) return `${format} that ends too early`;
  const own = format && codedSize(file, format);
  if (own) return `${format} ${wordsOf(own)}`;
  const header = await sharp(file, { limitInputPixels: false }).metadata();
  const { width, height, pageHeight = height } = header;
  const name = header.format === 'heif' ? 'avif' : header.format;
  return `${name} ${wordsOf({ width, height: pageHeight })}`;
}

/** What is wrong when an encoded file does not open as what was promised; null when nothing is. */
export async function checkOutput(file: Buffer, planned: PlannedOutput): Promise<string | null> {
  const { format, width } = planned;
  const promised = `${format} ${wordsOf(planned)}`;
  try {
    if (isIconFormat(format)) return await checkIcon(file, { format, width });
    const made = await madeOf(file);
    return made === promised ? null : `promised ${promised}, made ${made}`;
  } catch (error) {
    return `promised ${promised}, made a file that does not open: ${String(error)}`;
  }
}
