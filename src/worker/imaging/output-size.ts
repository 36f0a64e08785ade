import { largestEdge, type OutputRecipe } from '../../shared/task/recipe.ts';
import type { PixelSize } from '../decoding/decoder.ts';

/** How an output comes about: the whole picture is scaled to `scaled`, then cropped or padded to `size`. */
export interface Layout {
  readonly scaled: PixelSize;
  readonly size: PixelSize;
}
type Box = Pick<
  OutputRecipe,
  'width' | 'height' | 'longEdge' | 'percent' | 'fit' | 'withoutEnlargement'
>;

const whole = (pixels: number) => Math.max(1, Math.round(pixels));

function scaleBy(size: PixelSize, factor: number): PixelSize {
  return { width: whole(size.width * factor), height: whole(size.height * factor) };
}

/** The factor at which the picture just fits in (`min`) or fills (`max`) the edges that are given. */
function factorFor({ width, height }: Box, source: PixelSize, pick: 'min' | 'max'): number {
  const across = width === null ? [] : [width / source.width];
  const down = height === null ? [] : [height / source.height];
  return Math[pick](...across, ...down);
}

/** Keeps a free edge within what every format can hold. */
function proportional(source: PixelSize, factor: number): Layout {
  const allowed = Math.min(factor, largestEdge / source.width, largestEdge / source.height);
  const size = scaleBy(source, allowed);
  return { scaled: size, size };
}

/** What a size other than a box comes to; null for a box. */
function freeFactor({ longEdge, percent }: Box, source: PixelSize): number | null {
  if (longEdge !== null) return longEdge / Math.max(source.width, source.height);
  return percent === null ? null : percent / 100;
}

function contained(box: PixelSize, source: PixelSize, largest: number): Layout {
  const factor = Math.min(largest, box.width / source.width, box.height / source.height);
  return { scaled: scaleBy(source, factor), size: box };
}

/** The box shrinks, in its own shape, until the picture covers it. */
function covered(box: PixelSize, source: PixelSize, largest: number): Layout {
  const factor = Math.max(box.width / source.width, box.height / source.height);
  const size = factor > largest ? scaleBy(box, largest / factor) : box;
  return { scaled: scaleBy(source, Math.min(factor, largest)), size };
}

/**
 * The exact size of an output, known before it is made. `source` is the upright picture.
 * With one edge free every fit is proportional. Without enlargement `contain` still gives the whole box (a small
 * picture is padded, not scaled), `cover` gives a smaller box of the same shape, and `fill` limits each edge by itself.
 */
export function layOut(box: Box, source: PixelSize): Layout {
  const { width, height, fit } = box;
  const largest = box.withoutEnlargement ? 1 : Infinity;
  const factor = freeFactor(box, source);
  if (factor !== null) return proportional(source, Math.min(largest, factor));
  if (width === null || height === null || fit === 'inside') {
    return proportional(source, Math.min(largest, factorFor(box, source, 'min')));
  }
  if (fit === 'outside') {
    return proportional(source, Math.min(largest, factorFor(box, source, 'max')));
  }
  if (fit === 'contain') return contained({ width, height }, source, largest);
  if (fit === 'cover') return covered({ width, height }, source, largest);
  const size = {
    width: Math.min(width, source.width * largest),
    height: Math.min(height, source.height * largest),
  };
  return { scaled: size, size };
}
