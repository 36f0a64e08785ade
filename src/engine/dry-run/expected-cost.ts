import { formats } from '../../shared/formats/formats.ts';
import type { PlacedFile } from '../../shared/task/plan.ts';

/** All of an attempt but its encoding, on one core. */
export const msPerSource = 25;

export function encodingMs({
  width,
  height,
  format,
}: Pick<PlacedFile, 'width' | 'height' | 'format'>) {
  return ((width * height) / 1e6) * formats[format].writes.msPerMegapixel;
}
