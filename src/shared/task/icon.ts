import type { Fit, OutputRecipe } from './recipe.ts';

/** Edges of the pictures that an icon file holds, in pixels, from small to large. All of them are square. */
const edges = {
  ico: [16, 24, 32, 48, 64, 128, 256],
  icns: [16, 32, 64, 128, 256, 512, 1024],
} as const;
export type IconFormat = keyof typeof edges;

/** True for files that hold one picture in several sizes. */
export function isIconFormat(format: string): format is IconFormat {
  return format in edges;
}

/** The sizes up to `largest`; the smallest one is always there. */
export function iconEdges(format: IconFormat, largest: number): readonly number[] {
  const [smallest, ...others] = edges[format];
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
