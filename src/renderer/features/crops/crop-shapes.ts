import type { FocalPoint } from '../../../shared/task/focal-point.ts';
import { isIconFormat } from '../../../shared/formats/formats.ts';
import { bestForTile } from '../../../shared/task/outputs-of.ts';
import type { OutputRecipe, Recipe } from '../../../shared/task/recipe.ts';
import type { Output } from '../../../shared/task/task.ts';

/** A shape that pictures are cut to, and the names of the outputs that have it. */
export interface CropShape {
  /** Width by height. */
  readonly ratio: number;
  readonly names: readonly string[];
}

/** Shapes that differ by less look the same. */
const tolerance = 0.01;

/** What an output that cuts something off cuts to; null for any other. */
function ratioOf({ fit, width, height, format }: OutputRecipe): number | null {
  if (fit !== 'cover' || width === null || height === null) return null;
  return isIconFormat(format) ? 1 : width / height;
}

/** What of the picture a cut keeps. */
function keptPart({ position, focalPoint }: OutputRecipe): string {
  return focalPoint ? `${focalPoint.x} ${focalPoint.y}` : position;
}

/** The different cuts that a recipe makes, in the order of its outputs. */
export function cropShapes({ outputs }: Recipe): readonly CropShape[] {
  const shapes: { ratio: number; kept: string; names: string[] }[] = [];
  for (const output of outputs) {
    const ratio = ratioOf(output);
    if (ratio === null) continue;
    const kept = keptPart(output);
    const known = shapes.find(
      (shape) => Math.abs(shape.ratio / ratio - 1) < tolerance && shape.kept === kept,
    );
    if (known) known.names.push(output.name);
    else shapes.push({ ratio, kept, names: [output.name] });
  }
  return shapes.map(({ ratio, names }) => ({ ratio, names }));
}

/** The place among a task's files of the one that shows this shape best; null where none was made. */
export function cropOf(outputs: readonly Output[], { names }: CropShape): number | null {
  const shown = bestForTile(outputs.filter(({ name }) => names.includes(name)));
  return shown === null ? null : outputs.indexOf(shown);
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
