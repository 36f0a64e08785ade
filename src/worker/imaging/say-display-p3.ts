import type { Buffer } from 'node:buffer';
import sharp, { type Sharp } from 'sharp';
import { rasterOf } from '../decoding/raster.ts';
import { wrapInTiff } from '../decoding/wrap-in-tiff.ts';

let kept: Promise<Buffer> | null = null;

/** The profile that libvips brings with it: 480 bytes, which nobody has rights in (CC0). */
async function displayP3(): Promise<Buffer> {
  const pixel = sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } });
  const { icc } = await sharp(await pixel.withIccProfile('p3').png().toBuffer()).metadata();
  if (!icc) throw new Error('libvips has no profile of Display P3.');
  return icc;
}

/** A finished output, whose numbers are those of Display P3 already, so that its file says so. */
export async function withDisplayP3Profile(drawn: Sharp): Promise<Sharp> {
  kept ??= displayP3();
  const icc = await kept;
  const pixels = drawn.toColourspace('srgb').raw({ depth: 'uchar' });
  const { data, info } = await pixels.toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const hasAlpha = channels === 4;
  const raster = rasterOf({ width, height, colours: 'rgb', hasAlpha, data, icc });
  // Raw pixels have no profile that sharp could keep.
  return sharp(wrapInTiff(raster), { limitInputPixels: false }).keepIccProfile();
}
