import { rasterOf } from '../raster.ts';
import type { RasterPicture } from '../decoded.ts';
import { readByMagick } from '../magick/read-pixels.ts';
import { type JxlHeader, jxlWhite } from './jxl-header.ts';
import { sizeOfJxl } from './jxl-size.ts';

/** Below it, loading libjxl takes longer than it saves. Pixels. */
const leastPixels = 500_000;
const mostBits = 8;
const srgb = { primaries: 1, transfer: 13 };

/**
 * A still picture in opaque colours of 8 bits in sRGB, or without loss with a profile, which is what photographs are. Lossy
 * ones are in the codec's own space, out of which libjxl does not bring them into that of their profile.
 */
function isPlain(header: JxlHeader): boolean {
  const isSrgb =
    header.white === jxlWhite.d65 &&
    header.primaries === srgb.primaries &&
    header.transfer === srgb.transfer;
  const isShallow = header.bits !== null && header.bits <= mostBits;
  const isKnown = header.hasProfile ? !header.isXyb : isSrgb;
  const hasMore = header.extraCount > 0 || header.isGrey || header.isAnimated;
  return isShallow && !hasMore && isKnown;
}

/**
 * A large plain picture by libjxl, which ImageMagick has in it: it gives samples, where jxl-oxide gives a PNG only, and packing
 * that takes most of the time. Null for all others, and where libjxl finds a fault: jxl-oxide then says which.
 */
export async function plainJxl(
  bytes: Uint8Array,
  header: JxlHeader,
  maxPixels: number,
): Promise<RasterPicture | null> {
  const size = sizeOfJxl(bytes);
  const pixels = size ? size.width * size.height : 0;
  if (!isPlain(header) || pixels < leastPixels || pixels > maxPixels) return null;
  const read = await readByMagick(bytes, 'JXL', maxPixels);
  if (!read.ok || read.value.hasAlpha || read.value.width * read.value.height !== pixels)
    return null;
  const { width, height, data } = read.value;
  const icc = header.hasProfile ? read.value.icc : null;
  const { orientation } = header;
  const isOnItsSide = orientation >= 5;
  const upright = isOnItsSide ? { width: height, height: width } : { width, height };
  const source = { sourceWidth: upright.width, sourceHeight: upright.height };
  return rasterOf({ width, height, colours: 'rgb', data, icc, ...source, orientation });
}
