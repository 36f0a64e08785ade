import type { OutputRecipe, Position } from '../../../shared/task/recipe.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const alignment = (position: Position, before: string, after: string) => {
  if (position.includes(before)) return 0;
  return position.includes(after) ? 1 : 0.5;
};

/**
 * Where a source of the given shape lies, and which part of it is kept, when an output is made of it.
 * All in the output's own pixels, with its box at 0, 0.
 */
export function fitShape(output: OutputRecipe, source: { width: number; height: number }) {
  const ratio = source.width / source.height;
  const width = output.width ?? (output.height ?? 1) * ratio;
  const height = output.height ?? width / ratio;
  const box: Box = { x: 0, y: 0, width, height };
  if (output.fit === 'fill') return { box, picture: box, kept: box };
  const isWider = ratio > width / height;
  const fillsBox = output.fit === 'cover' || output.fit === 'outside';
  const byWidth = isWider !== fillsBox;
  const size = byWidth ? { width, height: width / ratio } : { width: height * ratio, height };
  const picture: Box = {
    ...size,
    x: (width - size.width) * alignment(output.position, 'left', 'right'),
    y: (height - size.height) * alignment(output.position, 'top', 'bottom'),
  };
  const keepsAll = output.fit === 'inside' || output.fit === 'outside';
  return { box, picture, kept: keepsAll ? picture : box };
}
