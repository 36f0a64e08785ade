import { formats, keepsFrames } from '../../shared/formats/formats.ts';
import { type Recipe, workOf } from '../../shared/task/recipe.ts';
import { encodingMs, type PlacedSource, trimmingMs } from './placed.ts';
import { distance, type Likeness, likenessOf } from './likeness.ts';

/** However large the plan is. */
const mostSamples = 200;
/** What all of them together may take of one core: a tenth of the run, but not less and not more. Milliseconds. */
const budgetMs = { least: 10_000, most: 20_000 };
const budgetOfRun = 0.1;
/** Also where these take longer than that. */
const fewestSamples = 12;
/** Nothing is written and flushed. */
const msPerSample = 10;
const decodingMsPerMegapixel = 10;
/** A part is cut from the whole in memory. */
const mostPixels = 60_000_000;
/** Looking at more of them one by one would hold up the main process. */
const mostCandidates = 1000;

function costMs({ source, looked, files }: PlacedSource, recipe: Recipe): number {
  const { outputs } = recipe;
  const { format, width, height } = source;
  const pages = looked?.pages ?? 1;
  const decoding = ((width * height) / 1e6) * decodingMsPerMegapixel;
  const ofFiles = files.map((file, at) => {
    const output = outputs[at];
    if (file === null || !output) return 0;
    const frames = keepsFrames(output, { format, pages }, file.format) ? pages : 1;
    if (file.width * file.height > mostPixels) return Infinity;
    if (frames > 1) return frames * (encodingMs(file) + decoding);
    return (
      encodingMs(file) *
      Math.min(1, formats[file.format].writes.samplePixels / (file.width * file.height))
    );
  });
  const wholeMs = msPerSample + decoding + trimmingMs(source, workOf(recipe));
  return ofFiles.reduce((sum, ms) => sum + ms, wholeMs);
}

function budgetFor(sources: readonly PlacedSource[]): number {
  let runMs = 0;
  for (const { files } of sources) for (const file of files) if (file) runMs += encodingMs(file);
  return Math.min(budgetMs.most, Math.max(budgetMs.least, budgetOfRun * runMs));
}

interface Candidate {
  readonly source: PlacedSource;
  readonly likeness: Likeness;
  readonly costMs: number;
}

/** Compares code units: a locale's rules take a hundred times as long. */
const inOrder = (a: string, b: string) => Number(a > b) - Number(a < b);

const byContent = (a: Candidate, b: Candidate) =>
  inOrder(a.likeness.format, b.likeness.format) ||
  a.likeness.density - b.likeness.density ||
  inOrder(a.source.sourcePath, b.source.sourcePath);

function spreadOver<Item>(items: readonly Item[], count: number): Item[] {
  const step = items.length / count;
  return items.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

/** Adds the candidates least like any chosen one, one after the other. */
function addOdd(chosen: Candidate[], all: readonly Candidate[], count: number): void {
  const nearest = all.map(({ likeness }) =>
    Math.min(...chosen.map((other) => distance(likeness, other.likeness))),
  );
  for (let added = 0; added < count; added += 1) {
    const at = nearest.indexOf(Math.max(...nearest));
    const odd = all[at];
    if (!odd || nearest[at] === 0) return;
    chosen.push(odd);
    for (const [index, { likeness }] of all.entries()) {
      nearest[index] = Math.min(nearest[index] ?? 0, distance(likeness, odd.likeness));
    }
  }
}

/**
 * The sources that are worth encoding to learn how large the files become: all of a small plan, else some from
 * everywhere and those that are unlike the others, for as much time as samples may take.
 */
export function chooseSamples(
  sources: readonly PlacedSource[],
  recipe: Recipe,
): readonly PlacedSource[] {
  const all = spreadOver(sources, Math.min(sources.length, mostCandidates))
    .map((source) => ({ source, likeness: likenessOf(source), costMs: costMs(source, recipe) }))
    .filter((candidate) => candidate.costMs <= budgetMs.least)
    .toSorted(byContent);
  const budget = budgetFor(sources);
  const wholeMs = all.reduce((sum, candidate) => sum + candidate.costMs, 0);
  const affordable = Math.max(fewestSamples, Math.floor((budget / wholeMs) * all.length));
  const count = Math.min(all.length, mostSamples, affordable);
  if (count === 0) return [];
  const isAll = count === all.length;
  const chosen = spreadOver(all, isAll ? count : Math.ceil(count / 2));
  if (!isAll) addOdd(chosen, all, count - chosen.length);
  return chosen.map(({ source }) => source);
}
