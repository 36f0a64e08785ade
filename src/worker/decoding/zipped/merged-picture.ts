import { ByteReader } from '../../bytes/byte-reader.ts';
import type { PixelSize } from '../decoder.ts';
import { peekZipEntry } from './zip-entry.ts';

/** The picture of all layers in a file of Krita or OpenRaster, and how long it may be. Bytes. */
export const merged = { name: 'mergedimage.png', mostBytes: 100_000_000 } as const;

const sizeAt = 16;
const interlacedAt = 28;
const mostBytesAPixel = 8;

interface MergedHeader {
  readonly size: PixelSize;
  readonly isInterlaced: boolean;
  readonly unpackedBytes: number;
}

/** Null where the decoder will refuse it. */
function readMergedHeader(bytes: Uint8Array): MergedHeader | null {
  const entry = peekZipEntry(bytes, merged.name);
  if (!entry || entry.unpackedBytes > merged.mostBytes) return null;
  const reader = new ByteReader(entry.first, 'big').at(sizeAt);
  const size = { width: reader.u32(), height: reader.u32() };
  const isInterlaced = reader.at(interlacedAt).u8() !== 0;
  return reader.isExhausted ? null : { size, isInterlaced, unpackedBytes: entry.unpackedBytes };
}

export const sizeOfMerged = (bytes: Uint8Array): PixelSize | null =>
  readMergedHeader(bytes)?.size ?? null;

/** It is unpacked in pieces that are then put together; an interlaced one is held whole, too. */
export function mergedBytesAPixel(bytes: Uint8Array): number {
  const header = readMergedHeader(bytes);
  if (!header) return 0;
  const { size, isInterlaced, unpackedBytes } = header;
  return (2 * unpackedBytes) / (size.width * size.height) + (isInterlaced ? mostBytesAPixel : 0);
}
