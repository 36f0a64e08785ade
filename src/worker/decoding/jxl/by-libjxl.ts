import { profileOf } from '../colour/profile-of.ts';
import type { RasterPicture } from '../decoded.ts';
import { divideByAlpha, rasterOf } from '../raster.ts';
import { roomForSamples, roomWithin } from '../raster-room.ts';
import { spaceOfJxl } from './code-points.ts';
import type { JxlHeader } from './jxl-header.ts';
import { sizeOfJxl } from './jxl-size.ts';
import { isPicture, libjxl, type LibjxlPicture } from './libjxl.ts';

const mostBits = 16;

/**
 * A still picture of whole numbers with at most one opacity, in colours that it names, or without loss with a profile. Lossy
 * ones are in the codec's own space, out of which libjxl does not bring them into that of their profile.
 */
function isForLibjxl(header: JxlHeader): boolean {
  const { bits, isAnimated, extraCount, hasAlpha, hasProfile, isXyb } = header;
  const isWhole = bits !== null && bits <= mostBits;
  const isFlat = !isAnimated && extraCount === (hasAlpha ? 1 : 0);
  const isKnown = hasProfile ? !isXyb : spaceOfJxl(header) !== 'unnamed';
  return isWhole && isFlat && isKnown;
}

/** Pixels that are set aside before others are written in their place. */
const ahead = 16;

/** Without what the picture does not have: colours of a grey one, and opacity. It takes over the memory of the picture, if it can. */
function packed(
  { width, height, depth, data }: LibjxlPicture,
  { isGrey, hasAlpha }: JxlHeader,
): RasterPicture['data'] {
  const isWide = depth > 8;
  const rgba = isWide
    ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2)
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const colours = isGrey ? 1 : 3;
  const stride = colours + (hasAlpha ? 1 : 0);
  const count = width * height * stride;
  const samples = roomWithin(rgba, count) ?? roomForSamples(count, isWide ? 16 : 8);
  const factor = (isWide ? 0xffff : 0xff) / (2 ** depth - 1);
  const move = (pixels: typeof rgba, to: number) => {
    let at = to;
    for (let from = 0; from < pixels.length; from += 4, at += stride) {
      for (let index = 0; index < colours; index += 1)
        samples[at + index] = (pixels[from + index] ?? 0) * factor + 0.5;
      if (hasAlpha) samples[at + colours] = (pixels[from + 3] ?? 0) * factor + 0.5;
    }
  };
  const first = rgba.slice(0, ahead * 4);
  move(first, 0);
  move(rgba.subarray(first.length), ahead * stride);
  return samples;
}

/** What its samples mean by names; null for sRGB. */
function profileNamed(header: JxlHeader): Uint8Array | null {
  const space = spaceOfJxl(header);
  return space && space !== 'unnamed' ? profileOf(space, header.isGrey ? 'grey' : 'rgb') : null;
}

/**
 * Most pictures by libjxl, which gives samples where jxl-oxide gives a PNG only, whose packing takes most of the time. Null for
 * all others, and where libjxl finds a fault: jxl-oxide then says which. `readProfile` is asked where there is a profile.
 */
export async function byLibjxl(
  bytes: Uint8Array,
  header: JxlHeader,
  {
    maxPixels,
    readProfile,
  }: { readonly maxPixels: number; readonly readProfile: () => Promise<Uint8Array | null> },
): Promise<RasterPicture | null> {
  const size = sizeOfJxl(bytes);
  const pixels = size ? size.width * size.height : 0;
  if (!isForLibjxl(header) || pixels === 0 || pixels > maxPixels) return null;
  const icc = header.hasProfile ? await readProfile() : profileNamed(header);
  if (header.hasProfile && !icc) return null;
  const made = await libjxl.use((library) => library.decode(bytes));
  if (!isPicture(made) || made.width * made.height !== pixels) return null;
  const data = packed(made, header);
  const { width, height } = made;
  const { isGrey, hasAlpha, isPremultiplied } = header;
  if (isPremultiplied) divideByAlpha(data, isGrey ? 2 : 4);
  return rasterOf({ width, height, colours: isGrey ? 'grey' : 'rgb', hasAlpha, data, icc });
}
