import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { pngChunk, withPngChunks } from '../../bytes/png-chunk.ts';

/** Profiles of cameras and screens have a few kilobytes. */
const largestProfileBytes = 1_000_000;
const steps = [0, 51, 102, 153, 204, 255];
/** Rounding, and the differences between the many profiles that are called sRGB. Of 255. */
const tolerance = 2;

const samples = Buffer.from(
  steps.flatMap((red) => steps.flatMap((green) => steps.flatMap((blue) => [red, green, blue]))),
);

const profileChunk = (icc: Buffer) =>
  pngChunk('iCCP', Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(icc)]));

/** Whether colours with this profile are those of sRGB: a cube of them, as it comes out, not what the profile is called. */
export async function isSrgb(icc: Buffer): Promise<boolean> {
  if (icc.length > largestProfileBytes || icc.toString('latin1', 16, 20) !== 'RGB ') return false;
  const width = samples.length / 3;
  const plain = await sharp(samples, { raw: { width, height: 1, channels: 3 } })
    .png()
    .toBuffer();
  const tagged = withPngChunks(plain, [profileChunk(icc)]);
  const seen = await sharp(tagged).toColourspace('srgb').raw().toBuffer();
  const isClose = (value: number, at: number) => Math.abs(value - (seen[at] ?? -1e9)) <= tolerance;
  return seen.length === samples.length && samples.every(isClose);
}
