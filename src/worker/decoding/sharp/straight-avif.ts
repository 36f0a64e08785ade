import { Buffer } from 'node:buffer';
import sharp, { type SharpOptions } from 'sharp';
import { readHeifItems } from '../heif/heif-items.ts';
import { readPrimaryItem } from '../heif/primary-item.ts';
import { divideByAlpha, rasterOf } from '../raster.ts';
import { wrapInTiff } from '../wrap-in-tiff.ts';
import type { HeaderFacts } from './plain-jpeg.ts';

/** Whether the colours of the primary picture are stored multiplied with its opacity. */
export function isPremultiplied(bytes: Buffer): boolean {
  const item = readPrimaryItem(bytes);
  if (!item) return false;
  return readHeifItems(bytes, item).named(item.association.itemId, 'prem').length > 0;
}

/** The picture as a TIFF whose colours are straight, upright; libvips leaves them as they are stored. */
export async function straightened(
  bytes: Buffer,
  { depth, icc }: HeaderFacts,
  options: SharpOptions,
): Promise<Buffer> {
  const isWide = depth === 'ushort';
  const { data: stored, info } = await sharp(bytes, { ...options, ignoreIcc: true })
    .autoOrient()
    .toColourspace(isWide ? 'rgb16' : 'srgb')
    .raw({ depth: isWide ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const data = isWide
    ? new Uint16Array(stored.buffer, stored.byteOffset, stored.length / 2)
    : stored;
  divideByAlpha(data, channels);
  const raster = { width, height, colours: 'rgb', hasAlpha: channels === 4, data } as const;
  return Buffer.from(wrapInTiff(rasterOf({ ...raster, icc: icc ?? null })));
}
