import { formats, isIconFormat } from '../formats/formats.ts';
import { mostWholePixels } from './picture-part.ts';
import type { Recipe } from './recipe.ts';
import { sizeAsShown } from './standing.ts';
import type { Output, SourceImage } from './task.ts';

/** The edge of what is shown of larger pictures, before one looks closer. Pixels. */
export const largePx = 1600;

/** Whether a page may show the file itself, every pixel of it. */
export function isShownWhole({
  format,
  width,
  height,
}: Pick<Output, 'format' | 'width' | 'height'>): boolean {
  return formats[format].isShown && width * height <= mostWholePixels;
}

/** Width to height, but for the rounding of one edge. */
function isOfShape(image: SourceImage, { width, height }: Output): boolean {
  const source = sizeAsShown(image);
  return (
    Math.abs(width - (height * source.width) / source.height) <= 1 ||
    Math.abs(height - (width * source.height) / source.width) <= 1
  );
}

const wholeFits: ReadonlySet<string> = new Set(['inside', 'outside', 'fill']);

/** Whether a result shows all of its source and nothing else: neither cut nor padded nor trimmed. */
export function showsWholeSource(source: SourceImage, output: Output, recipe: Recipe): boolean {
  if (recipe.trim !== null && recipe.destination.kind !== 'desktop-cache') return false;
  if (isIconFormat(output.format)) return isOfShape(source, output);
  const fit = recipe.outputs.find(({ name }) => name === output.name)?.fit ?? 'cover';
  return wholeFits.has(fit) || isOfShape(source, output);
}
