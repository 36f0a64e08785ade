import { dirname } from 'node:path';
import type { PlacedSource } from './placed.ts';

/** What tells which pictures compress alike. Logarithms to the base 2. */
export interface Likeness {
  readonly format: string;
  readonly folder: string;
  /** Bytes for a pixel of the source: how much there is to see in it. */
  readonly density: number;
  readonly pixels: number;
}

/** A JPEG of the same picture has fewer bytes by this power of how far it was rounded. Measured. */
const bytesByCoarseness = 0.7;

export function likenessOf({ sourcePath, source, looked }: PlacedSource): Likeness {
  const pixels = source.width * source.height;
  const bytes = Math.max(1, looked?.sizeBytes ?? pixels) / (looked?.pages ?? 1);
  const kept = (looked?.coarseness ?? 1) ** bytesByCoarseness;
  return {
    format: source.format,
    folder: dirname(sourcePath),
    density: Math.log2((bytes * kept) / pixels),
    pixels: Math.log2(pixels),
  };
}

/** 0 for pictures of one kind, 1 for twice the bytes a pixel. What one program or camera made lies in one folder and has one size. */
export function distance(a: Likeness, b: Likeness): number {
  return (
    Math.abs(a.density - b.density) +
    Math.abs(a.pixels - b.pixels) / 2 +
    (a.format === b.format ? 0 : 4) +
    (a.folder === b.folder ? 0 : 0.4)
  );
}
