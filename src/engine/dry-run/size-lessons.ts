import { formats, keepsFrames, type WritableFormat } from '../../shared/formats/formats.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { distance, type Likeness } from './likeness.ts';
import type { PlacedSource } from './placed.ts';

/** A source whose files were encoded for their sizes; null where that did not work. */
export interface Sample {
  readonly source: PlacedSource;
  readonly bytes: readonly (number | null)[];
}

const spreadExpected = 0.3;
/** By how much the logarithm of a file grows with that of its source's bytes a pixel, before anything is measured. */
const slopeExpected = 0.5;
/** Measured ones count as much as this many expected ones. */
const expectedCount = 4;
const neighbourCount = 5;
const { LN2 } = Math;

const expectedBytes = (format: WritableFormat) => formats[format].writes.bytesPerPixel;

/** What one sample teaches of one output: the natural logarithm of the bytes for each pixel of it. */
interface Lesson {
  readonly format: WritableFormat;
  readonly value: number;
}

/** Of one output, in the order of the samples; null where that sample has no such file. */
export interface Lessons {
  readonly of: readonly (Lesson | null)[];
  /** How much denser sources make larger files, within each kind of source. */
  readonly slope: number;
  readonly spread: number;
}

/** Samples by how much they are like a picture, the most first. */
interface Neighbour {
  readonly at: number;
  readonly away: number;
  /** By how much the picture is denser; 0 where kinds cannot be compared. Natural logarithm. */
  readonly denser: number;
}

export function pixelsOf({ source, looked, files }: PlacedSource, at: number, { outputs }: Recipe) {
  const file = files[at];
  const recipe = outputs[at];
  if (!file || !recipe) return 0;
  const pages = looked?.pages ?? 1;
  const isFilm = keepsFrames(recipe, { format: source.format, pages }, file.format);
  return file.width * file.height * (isFilm ? pages : 1);
}

function lessonOf({ source, bytes }: Sample, at: number, recipe: Recipe): Lesson | null {
  const format = source.files[at]?.format;
  const size = bytes[at] ?? null;
  if (!format || size === null) return null;
  const content = Math.max(size - formats[format].writes.leastBytes, size / 10);
  return { format, value: Math.log(content / pixelsOf(source, at, recipe)) };
}

export function neighboursOf(likeness: Likeness, known: readonly Likeness[]): readonly Neighbour[] {
  return known
    .map((other, at) => ({
      at,
      away: distance(likeness, other),
      denser: likeness.format === other.format ? LN2 * (likeness.density - other.density) : 0,
    }))
    .toSorted((a, b) => a.away - b.away);
}

function slopeOf(lessons: Lessons['of'], known: readonly Likeness[]): number {
  let [both, density] = [slopeExpected * expectedCount, expectedCount];
  const points = lessons.flatMap((lesson, at) => {
    const likeness = known[at];
    return lesson && likeness
      ? [{ format: likeness.format, x: LN2 * likeness.density, y: lesson.value }]
      : [];
  });
  for (const group of Map.groupBy(points, ({ format }) => format).values()) {
    const [x, y] = [
      group.reduce((sum, point) => sum + point.x, 0) / group.length,
      group.reduce((sum, point) => sum + point.y, 0) / group.length,
    ];
    for (const point of group) {
      both += (point.x - x) * (point.y - y);
      density += (point.x - x) ** 2;
    }
  }
  return Math.min(1.1, Math.max(0, both / density));
}

/** From those most like it; a lesson of another format counts only where there is none of the same. */
export function guessFrom(
  { of, slope }: Pick<Lessons, 'of' | 'slope'>,
  neighbours: readonly Neighbour[],
  format: WritableFormat,
): number | null {
  const knowsFormat = neighbours.some(({ at }) => of[at]?.format === format);
  let [sum, weights, count] = [0, 0, 0];
  for (const { at, away, denser } of neighbours) {
    const lesson = of[at];
    if (!lesson || (knowsFormat && lesson.format !== format)) continue;
    const weight = 1 / (0.02 + away ** 2);
    const otherwise = knowsFormat
      ? 0
      : Math.log(expectedBytes(format) / expectedBytes(lesson.format));
    sum += weight * (lesson.value + slope * denser + otherwise);
    weights += weight;
    count += 1;
    if (count === neighbourCount) break;
  }
  return weights === 0 ? null : sum / weights;
}

/** How far off each lesson would have been guessed from the others. */
function spreadOf(
  lessons: Pick<Lessons, 'of' | 'slope'>,
  neighbourhoods: readonly (readonly Neighbour[])[],
): number {
  let [sum, count] = [expectedCount * spreadExpected ** 2, expectedCount];
  for (const [at, lesson] of lessons.of.entries()) {
    const others = neighbourhoods[at]?.filter((other) => other.at !== at) ?? [];
    const guess = lesson && guessFrom(lessons, others, lesson.format);
    if (!lesson || guess === null) continue;
    sum += (guess - lesson.value) ** 2;
    count += 1;
  }
  return Math.sqrt(sum / count);
}

export function learn(
  samples: readonly Sample[],
  known: readonly Likeness[],
  recipe: Recipe,
): Lessons[] {
  const neighbourhoods = known.map((likeness) => neighboursOf(likeness, known));
  return recipe.outputs.map((_, at) => {
    const of = samples.map((sample) => lessonOf(sample, at, recipe));
    const slope = slopeOf(of, known);
    return { of, slope, spread: spreadOf({ of, slope }, neighbourhoods) };
  });
}
