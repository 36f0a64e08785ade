import type { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { type IconFormat, isIconFormat } from '../../shared/formats/formats.ts';
import type { PlannedOutput } from '../../shared/worker/messages.ts';
import { iconEdges } from '../../shared/task/srcset.ts';
import { type IcnsEntry, readIcnsEntries } from '../decoding/icns/icns-entries.ts';
import { readIcnsPixels } from '../decoding/icns/icns-pixels.ts';
import { type IcoEntry, readIcoBitmap, readIcoEntries } from '../decoding/ico/ico-bitmap.ts';

const readers: Readonly<
  Record<IconFormat, (file: Uint8Array) => readonly (IcoEntry | IcnsEntry)[]>
> = { ico: readIcoEntries, icns: readIcnsEntries };

/** The size that an entry really has; null when it does not open. */
async function sizeOf(entry: IcoEntry | IcnsEntry): Promise<string | null> {
  if (entry.kind === 'png') {
    const { width, height } = await sharp(entry.bytes).metadata();
    return `${width} × ${height}`;
  }
  const { bytes, width, height } = entry;
  const pixels = 'mask' in entry ? readIcnsPixels(entry) : readIcoBitmap(bytes, width * height);
  return pixels.ok ? `${pixels.value.width} × ${pixels.value.height}` : null;
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

/** What is wrong when an encoded file does not open as what was promised; null when nothing is. */
export async function checkOutput(file: Buffer, planned: PlannedOutput): Promise<string | null> {
  const { format: wanted, width } = planned;
  const promised = `${planned.format} ${planned.width} × ${planned.height}`;
  try {
    if (isIconFormat(wanted)) return await checkIcon(file, { format: wanted, width });
    const header = await sharp(file, { limitInputPixels: false }).metadata();
    const format = header.format === 'heif' ? 'avif' : header.format;
    const made = `${format} ${header.width} × ${header.pageHeight ?? header.height}`;
    return made === promised ? null : `promised ${promised}, made ${made}`;
  } catch (error) {
    return `promised ${promised}, made a file that does not open: ${String(error)}`;
  }
}
