import { isIconFormat } from '../../../shared/formats/formats.ts';
import { type Fit, largestEdge, type OutputRecipe } from '../../../shared/task/recipe.ts';
import { iconBox, iconFit } from '../../../shared/task/srcset.ts';

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
function doubledSize({ width, height, longEdge, percent }: Size): Size {
  return {
    width: double(width, largestEdge),
    height: double(height, largestEdge),
    longEdge: double(longEdge, largestEdge),
    percent: double(percent, 1000),
  };
}

/** What can be said of a picture in a square. */
export const iconFits: readonly Fit[] = ['cover', 'contain', 'fill'];

/** The box and the fit that an output really has: an icon is square, whatever its edges say. */
export function shapeOf(output: OutputRecipe): OutputRecipe {
  if (!isIconFormat(output.format)) return output;
  const edge = iconBox(output);
  const square = edge === null ? {} : { width: edge, height: edge, longEdge: null };
  return { ...output, ...square, fit: iconFit(output.fit) };
}

const largestOutputCount = 32;

export function canAdd(outputs: readonly OutputRecipe[]): boolean {
  return outputs.length < largestOutputCount;
}

/** A name that none of the outputs has: "large", then "large 2". */
export function freeName(wanted: string, outputs: readonly OutputRecipe[]): string {
  const taken = new Set(outputs.map((output) => output.name));
  const stem = wanted.replace(/ \d+$/, '');
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${stem} ${number}`;
  return name;
}

/** A copy of one output, right after it. */
export function duplicated(outputs: readonly OutputRecipe[], index: number): OutputRecipe[] {
  const original = outputs[index];
  if (!original) return [...outputs];
  const copy = { ...original, name: freeName(original.name, outputs) };
  return outputs.toSpliced(index + 1, 0, copy);
}

/** One more, twice the size of the last. */
export function withOneMore(outputs: readonly OutputRecipe[]): OutputRecipe[] {
  const last = outputs.at(-1);
  if (!last) return [];
  return [...outputs, { ...last, ...doubledSize(last), name: freeName(last.name, outputs) }];
}
