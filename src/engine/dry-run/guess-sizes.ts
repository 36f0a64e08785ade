import { formats } from '../../shared/formats/formats.ts';
import type { ByteEstimate } from '../../shared/task/plan.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { likenessOf } from './likeness.ts';
import type { PlacedSource } from './placed.ts';
import { guessFrom, learn, neighboursOf, pixelsOf, type Sample } from './size-lessons.ts';

/** Standard deviations that nine of ten lie within. */
export const nineOfTen = 1.64;
/** Of natural logarithms, when nothing could be encoded. */
const spreadUnknown = 0.9;
/** Of a file that was encoded only in part. */
const spreadOfPart = 0.15;

/** The same with what it rests on: totals are the surer the more files of one kind there are. */
export type FileEstimate = ByteEstimate & { readonly spread: number };

function within(bytes: number, spread: number, maxBytes: number | null): FileEstimate {
  const factor = Math.exp(nineOfTen * spread);
  const limited = (value: number) => Math.min(Math.round(value), maxBytes ?? Infinity);
  return {
    estimatedBytes: limited(bytes),
    leastBytes: limited(bytes / factor),
    mostBytes: limited(bytes * factor),
    spread,
  };
}

/** Answers with the size of each file of a source, in the order of the recipe; null where a file is left out. */
export function createGuesses(
  samples: readonly Sample[],
  recipe: Recipe,
): (source: PlacedSource) => readonly (FileEstimate | null)[] {
  const encoded = new Map(samples.map((sample) => [sample.source, sample.bytes]));
  const known = samples.map(({ source }) => likenessOf(source));
  const lessons = learn(samples, known, recipe);
  return (source) => {
    const bytes = encoded.get(source);
    const neighbours = neighboursOf(likenessOf(source), known);
    return source.files.map((file, at) => {
      if (file === null) return null;
      const maxBytes = recipe.outputs[at]?.maxBytes ?? null;
      const exactly = bytes?.[at] ?? null;
      const isPart = file.width * file.height > formats[file.format].writes.samplePixels;
      if (exactly !== null) return within(exactly, isPart ? spreadOfPart : 0, maxBytes);
      const learned = lessons[at];
      const guess = learned ? guessFrom(learned, neighbours, file.format) : null;
      const value = guess ?? Math.log(formats[file.format].writes.bytesPerPixel);
      const size =
        Math.exp(value) * pixelsOf(source, at, recipe) + formats[file.format].writes.leastBytes;
      return within(size, guess === null ? spreadUnknown : (learned?.spread ?? 0), maxBytes);
    });
  };
}
