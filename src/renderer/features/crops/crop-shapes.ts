import type { FocalPoint } from '../../../shared/task/focal-point.ts';
import { isIconFormat } from '../../../shared/task/icon.ts';
import type { OutputRecipe, Recipe } from '../../../shared/task/recipe.ts';

/** A shape that pictures are cut to, and the names of the outputs that have it. */
export interface CropShape {
  /** Width by height. */
  readonly ratio: number;
  readonly names: readonly string[];
}

/** Shapes that differ by less look the same. */
const tolerance = 0.01;

/** True for an output that cuts something off. */
function isCut({ fit, width, height }: OutputRecipe): boolean {
  return fit === 'cover' && width !== null && height !== null;
}

/** The different shapes to which a recipe cuts, in the order of its outputs. */
export function cropShapes({ outputs }: Recipe): readonly CropShape[] {
  const shapes: CropShape[] = [];
  for (const output of outputs) {
    if (!isCut(output) || output.width === null || output.height === null) continue;
    const ratio = isIconFormat(output.format) ? 1 : output.width / output.height;
    const known = shapes.findIndex((shape) => Math.abs(shape.ratio / ratio - 1) < tolerance);
    const names = [...(shapes[known]?.names ?? []), output.name];
    if (known < 0) shapes.push({ ratio, names });
    else shapes[known] = { ratio, names };
  }
  return shapes;
}

/** How far along the room that is cut off the crop begins, from 0 to 1: what CSS calls the object's position. */
function placeOf(fraction: number, scaled: number, size: number): number {
  const room = scaled - size;
  return room <= 0 ? 0.5 : Math.min(1, Math.max(0, (fraction * scaled - size / 2) / room));
}

/** Where a picture of one shape lies in a box of another, so that the point is in the middle as far as possible. */
export function objectPosition(point: FocalPoint, sourceRatio: number, boxRatio: number): string {
  const scaled = {
    width: Math.max(1, sourceRatio / boxRatio),
    height: Math.max(1, boxRatio / sourceRatio),
  };
  const x = placeOf(point.x, scaled.width, 1);
  const y = placeOf(point.y, scaled.height, 1);
  return `${(x * 100).toFixed(2)}% ${(y * 100).toFixed(2)}%`;
}
