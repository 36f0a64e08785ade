import { ok, type Result } from '../../../shared/result.ts';
import type { Failure } from '../../../shared/task/failure.ts';
import { type DibHeader, readDibHeader } from '../bmp/dib-header.ts';
import { masksOf32Bits, paletteLength, readDibPixels, rowLength } from '../bmp/stored-pixels.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import type { RasterPicture } from '../decoded.ts';
import { alphaIsAlways, rasterOfRgba } from '../raster.ts';
import { type IconEntry, pngEntry } from '../icon-entry.ts';

export interface IcoEntry extends IconEntry {
  readonly kind: 'png' | 'bitmap';
}

const entryLength = 16;
/** More than any program writes. */
const mostEntries = 256;

/** Entries whose bytes are inside the file, with the size that they themselves declare. */
export function readIcoEntries(bytes: Uint8Array): IcoEntry[] {
  const reader = new ByteReader(bytes, 'little');
  reader.skip(4);
  const count = Math.min(reader.u16(), mostEntries);
  return Array.from({ length: count }, (_, index) => {
    const place = reader.at(6 + index * entryLength + 8);
    const length = place.u32();
    const start = place.u32();
    return readEntry(bytes.subarray(start, start + length));
  }).filter((entry) => entry !== null);
}

function readEntry(bytes: Uint8Array): IcoEntry | null {
  const png = pngEntry(bytes);
  if (png) return png;
  const reader = new ByteReader(bytes, 'little');
  const { width, height, bits } = readDibHeader(reader);
  if (reader.isExhausted) return null;
  return { kind: 'bitmap', bytes, width, height: Math.floor(height / 2), bits };
}

/** A bitmap without file header, twice as high as the picture: the colours, then one bit a pixel that hides it. */
export function readIcoBitmap(
  bytes: Uint8Array,
  maxPixels: number,
): Result<RasterPicture, Failure> {
  const reader = new ByteReader(bytes, 'little');
  const stored = readDibHeader(reader);
  const masks = stored.bits === 32 ? { ...masksOf32Bits, alpha: 0xff000000 } : stored.masks;
  const header = { ...stored, height: Math.floor(stored.height / 2), masks };
  const dataOffset = header.paletteOffset + paletteLength(header);
  const pixels = readDibPixels(reader, header, { dataOffset, maxPixels });
  if (!pixels.ok) return pixels;
  const rgba = pixels.value;
  const { width, height, bits } = header;
  if (bits !== 32 || alphaIsAlways(0, rgba)) {
    const maskOffset = dataOffset + rowLength(width, bits) * height;
    applyMask(rgba, bytes.subarray(maskOffset), header);
  }
  return ok(rasterOfRgba({ width, height, rgba }));
}

function applyMask(
  rgba: Uint8Array,
  mask: Uint8Array,
  { width, height, isTopDown }: DibHeader,
): void {
  const stride = rowLength(width, 1);
  for (let y = 0; y < height; y += 1) {
    const row = (isTopDown ? y : height - 1 - y) * stride;
    for (let x = 0; x < width; x += 1) {
      const isHidden = ((mask[row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
      rgba[(y * width + x) * 4 + 3] = isHidden ? 0 : 255;
    }
  }
}
