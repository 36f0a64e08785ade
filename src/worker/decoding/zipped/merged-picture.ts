import { ByteReader } from '../../bytes/byte-reader.ts';
import type { PixelSize } from '../decoder.ts';
import { type MostUnpacked, peekZipEntry } from './zip-entry.ts';

/** The picture of all layers in a file of Krita or OpenRaster. */
export const mergedName = 'mergedimage.png';

const megabytes = 1_000_000;

/** A PNG is packed already: what becomes many times longer is no honest one. Bytes. */
export const mostMergedBytes: MostUnpacked = (packedBytes) =>
  Math.min(400 * megabytes, Math.max(100 * megabytes, 2 * packedBytes));

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
  const entry = peekZipEntry(bytes, mergedName);
  if (!entry || entry.unpackedBytes > mostMergedBytes(entry.packedBytes)) return null;
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
