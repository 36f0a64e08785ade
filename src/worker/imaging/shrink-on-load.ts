import type { OutputRecipe } from '../../shared/task/recipe.ts';
import type { Header, PixelSize } from '../decoding/decoder.ts';

/**
 * The longest edge that any output names, in pixels: a picture reduced to this on both edges serves them all, whatever
 * their fit and whichever way it is turned. Null, which wants every pixel, when a size is in percent.
 */
export function shrinkOnLoadSize(outputs: readonly OutputRecipe[]): number | null {
  if (outputs.some(({ percent }) => percent !== null)) return null;
  return Math.max(
    ...outputs.flatMap(({ width, height, longEdge }) => [width ?? 0, height ?? 0, longEdge ?? 0]),
  );
}

/** Below this, halving by libjpeg spares half of the time, and 42 dB of what a full decode gives is as good as all to the eye. */
const roughFrom = 4;
/** A WebP that is not reduced while it is decoded takes 4 bytes a pixel. */
const mostWebpPixels = 24_000_000;

/**
 * Whether a decoder may reduce a picture to just above the wanted size (sharp's `fastShrinkOnLoad`). Where it may not,
 * it leaves at least a factor of two to the better filter: without that, fine detail comes out at 32 to 38 dB of
 * what a full decode gives.
 */
export function shrinksFast(
  { format, width, height }: Header,
  frames: number,
  to: PixelSize,
): boolean {
  if (format === 'webp') return width * height * frames > mostWebpPixels;
  return Math.min(width / to.width, height / to.height) < roughFrom;
}

/** By how much libjpeg reduces; sharp takes the strongest that leaves enough. */
const jpegShrinks = [8, 4, 2];

/** How many pixels a decoder makes of a picture that is wanted in some size, about. */
export function loadedPixels(header: Header, to: PixelSize): number {
  const { format, width, height } = header;
  if (format !== 'jpeg') return width * height;
  const left = shrinksFast(header, 1, to) ? 1 : 2;
  const shrink = Math.min(width / to.width, height / to.height);
  const by = jpegShrinks.find((one) => shrink >= one * left) ?? 1;
  return (width * height) / by ** 2;
}
