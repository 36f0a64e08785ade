import type { PlacedFile, PlannedFault, PlannedNothing } from '../../shared/task/plan.ts';
import type { Work } from '../../shared/task/recipe.ts';
import type { SourceImage } from '../../shared/task/task.ts';
import type { Looked } from '../../shared/worker/messages.ts';
import { formats } from '../../shared/formats/formats.ts';

/** A source whose files have names, and what a guess of their sizes starts from. */
export interface PlacedSource {
  readonly sourcePath: string;
  readonly action: 'write';
  readonly source: SourceImage;
  readonly looked: Looked | null;
  /** In the order of the recipe; null where a file is left out. */
  readonly files: readonly (PlacedFile | null)[];
  readonly faults?: readonly PlannedFault[];
}

export type PlacedRow = PlacedSource | PlannedNothing;

/** All of an attempt but its encoding, on one core. Most pictures are decoded no larger than they are needed. */
const msPerSource = 25;
/** Every pixel is decoded twice: to find the borders, and without them. */
const trimmingMsPerMegapixel = 35;

export function trimmingMs({ width, height }: SourceImage, { trim }: Pick<Work, 'trim'>): number {
  return trim === null ? 0 : ((width * height) / 1e6) * trimmingMsPerMegapixel;
}

export function sourceMs(source: SourceImage, work: Pick<Work, 'trim'>): number {
  return msPerSource + trimmingMs(source, work);
}

export function encodingMs({
  width,
  height,
  format,
}: Pick<PlacedFile, 'width' | 'height' | 'format'>) {
  return ((width * height) / 1e6) * formats[format].writes.msPerMegapixel;
}
