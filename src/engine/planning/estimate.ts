import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { WritableFormat } from '../../shared/task/format.ts';
import type { PlannedFile, PlanRow, PlanTotals } from '../../shared/task/plan.ts';
import { toNative } from '../paths.ts';

/** Of photographs at the usual quality, measured on the samples; drawings come to less. */
const bytesPerPixel: Readonly<Record<WritableFormat, number>> = {
  jpeg: 0.3,
  png: 1.7,
  webp: 0.2,
  avif: 0.12,
  gif: 0.8,
  tiff: 2.4,
  // All the sizes together, by the pixels of the largest.
  ico: 3.4,
  icns: 2.8,
};
/** On one core: encoding, and the rest of an attempt. */
const msPerMegapixel: Readonly<Record<WritableFormat, number>> = {
  jpeg: 25,
  png: 120,
  webp: 300,
  avif: 700,
  gif: 250,
  tiff: 60,
  ico: 200,
  icns: 250,
};
const msPerSource = 25;

export function estimatedBytes(
  file: Pick<PlannedFile, 'width' | 'height' | 'format'>,
  maxBytes: number | null,
): number {
  const bytes = Math.round(file.width * file.height * bytesPerPixel[file.format]) + 400;
  return maxBytes === null ? bytes : Math.min(bytes, maxBytes);
}

/** On the disk of the nearest folder that is there. */
async function freeBytesAt(path: string): Promise<number | null> {
  const facts = await statfs(toNative(path)).catch(() => null);
  if (facts) return facts.bavail * facts.bsize;
  return dirname(path) === path ? null : freeBytesAt(dirname(path));
}

export async function planTotals(
  rows: readonly PlanRow[],
  concurrency: number,
): Promise<PlanTotals> {
  const files = rows.flatMap((row) => (row.action === 'write' ? row.outputs : []));
  const sourceCount = rows.filter((row) => row.action === 'write').length;
  const encodingMs = files.reduce(
    (sum, { width, height, format }) => sum + ((width * height) / 1e6) * msPerMegapixel[format],
    0,
  );
  const [first] = files;
  return {
    outputCount: files.length,
    collisionCount: files.filter(({ action }) => action === 'rename').length,
    estimatedBytes: files.reduce((sum, file) => sum + file.estimatedBytes, 0),
    estimatedMs: Math.round((encodingMs + sourceCount * msPerSource) / concurrency),
    freeBytes: first ? await freeBytesAt(dirname(first.path)) : null,
  };
}
