import type { OutputRecipe } from '../../../shared/task/recipe.ts';
import { shapeOf } from './output-edits.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const axes = { x: ['left', 'right'], y: ['top', 'bottom'] } as const;

/** 0 is left or top, 1 right or bottom. */
function alignmentOf(output: OutputRecipe, axis: 'x' | 'y'): number {
  const [before, after] = axes[axis];
  if (output.position.includes(before)) return 0;
  return output.position.includes(after) ? 1 : 0.5;
}

/** Where the picture begins along one axis: the point to keep in the middle, as far as the box stays filled. */
function startOf(
  output: OutputRecipe,
  axis: 'x' | 'y',
  length: { readonly box: number; readonly picture: number },
): number {
  const room = length.box - length.picture;
  if (output.fit !== 'cover' || output.focalPoint === null) {
    return room * alignmentOf(output, axis);
  }
  const wanted = length.box / 2 - output.focalPoint[axis] * length.picture;
  return Math.min(0, Math.max(room, wanted));
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function boxOf({ width, height, longEdge, percent }: OutputRecipe, source: Size): Size {
  const ratio = source.width / source.height;
  if (longEdge !== null) return { width: longEdge, height: longEdge };
  if (percent !== null) {
    return { width: (source.width * percent) / 100, height: (source.height * percent) / 100 };
  }
  const wide = width ?? (height ?? 1) * ratio;
  return { width: wide, height: height ?? wide / ratio };
}

/**
 * Where a source of the given shape lies, and which part of it is kept, when an output is made of it.
 * All in the output's own pixels, with its box at 0, 0.
 */
export function fitShape(asked: OutputRecipe, source: Size) {
  const output = shapeOf(asked);
  const ratio = source.width / source.height;
  const { width, height } = boxOf(output, source);
  const box: Box = { x: 0, y: 0, width, height };
  if (output.fit === 'fill') return { box, picture: box, kept: box };
  const isWider = ratio > width / height;
  const fillsBox = output.fit === 'cover' || output.fit === 'outside';
  const byWidth = isWider !== fillsBox;
  const size = byWidth ? { width, height: width / ratio } : { width: height * ratio, height };
  const picture: Box = {
    ...size,
    x: startOf(output, 'x', { box: width, picture: size.width }),
    y: startOf(output, 'y', { box: height, picture: size.height }),
  };
  const keepsAll = output.fit === 'inside' || output.fit === 'outside';
  return { box, picture, kept: keepsAll ? picture : box };
}
