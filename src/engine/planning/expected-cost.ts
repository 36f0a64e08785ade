import type { WritableFormat } from '../../shared/task/format.ts';
import type { PlacedFile } from '../../shared/task/plan.ts';

/** On one core: encoding, and the rest of an attempt. */
const msPerMegapixel: Readonly<Record<WritableFormat, number>> = {
  jpeg: 25,
  png: 120,
  webp: 150,
  avif: 700,
  gif: 250,
  tiff: 60,
  ico: 200,
  icns: 250,
};
export const msPerSource = 25;

export function encodingMs({
  width,
  height,
  format,
}: Pick<PlacedFile, 'width' | 'height' | 'format'>) {
  return ((width * height) / 1e6) * msPerMegapixel[format];
}
