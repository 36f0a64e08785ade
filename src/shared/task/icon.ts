import { formats, type IconFormat } from '../formats/formats.ts';
import type { Fit, OutputRecipe } from './recipe.ts';

/** The sizes up to `largest`; the smallest one is always there. */
export function iconEdges(format: IconFormat, largest: number): readonly number[] {
  const [smallest, ...others] = formats[format].writes.iconEdges ?? [largest];
  return [smallest, ...others.filter((edge) => edge <= largest)];
}

/** The largest square within what an output asks for; null when that depends on the source. */
export function iconBox({
  width,
  height,
  longEdge,
}: Pick<OutputRecipe, 'width' | 'height' | 'longEdge'>): number | null {
  const asked = [width, height, longEdge].filter((edge) => edge !== null);
  return asked.length === 0 ? null : Math.min(...asked);
}

/** How a picture gets into a square: what neither fills nor stretches is padded. */
export function iconFit(fit: Fit): 'cover' | 'fill' | 'contain' {
  return fit === 'cover' || fit === 'fill' ? fit : 'contain';
}
