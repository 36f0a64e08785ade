import { largestEdge, type OutputRecipe } from '../../../shared/task/recipe.ts';

export const sizeKinds = ['box', 'width', 'height', 'longEdge', 'percent'] as const;
export type SizeKind = (typeof sizeKinds)[number];

type Size = Pick<OutputRecipe, 'width' | 'height' | 'longEdge' | 'percent'>;

const noSize: Size = { width: null, height: null, longEdge: null, percent: null };
const usualEdge = 320;
const usualPercent = 50;

/** In which of the ways an output says its size. */
export function sizeKindOf({ width, height, longEdge, percent }: Size): SizeKind {
  if (longEdge !== null) return 'longEdge';
  if (percent !== null) return 'percent';
  if (width !== null && height === null) return 'width';
  return height !== null && width === null ? 'height' : 'box';
}

/** True while a size, perhaps with a field just emptied, can still be shown in the fields of that kind. */
export function suitsKind(size: Size, kind: SizeKind): boolean {
  const filled = (['width', 'height', 'longEdge', 'percent'] as const).filter(
    (name) => size[name] !== null,
  );
  if (kind === 'box') return filled.every((name) => name === 'width' || name === 'height');
  return filled.every((name) => name === kind);
}

/** The size said in another way, with the same number where there is one. */
export function sizeInKind(size: Size, kind: SizeKind): Size {
  const edge = size.width ?? size.height ?? size.longEdge ?? usualEdge;
  switch (kind) {
    case 'box':
      return { ...noSize, width: edge, height: size.height ?? edge };
    case 'width':
      return { ...noSize, width: edge };
    case 'height':
      return { ...noSize, height: size.height ?? edge };
    case 'longEdge':
      return { ...noSize, longEdge: Math.max(edge, size.height ?? 0) };
    case 'percent':
      return { ...noSize, percent: size.percent ?? usualPercent };
  }
}

const double = (value: number | null, most: number) =>
  value === null ? null : Math.min(value * 2, most);

/** Twice as large, as far as that can be written. */
export function doubledSize({ width, height, longEdge, percent }: Size): Size {
  return {
    width: double(width, largestEdge),
    height: double(height, largestEdge),
    longEdge: double(longEdge, largestEdge),
    percent: double(percent, 1000),
  };
}
