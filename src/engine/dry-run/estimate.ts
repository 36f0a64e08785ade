import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ByteEstimate, PlanRow, PlanTotals } from '../../shared/task/plan.ts';
import { type Recipe, workOf } from '../../shared/task/recipe.ts';
import { onDisk } from '../files/disks.ts';
import { encodingMs, type PlacedRow, type PlacedSource, sourceMs } from './placed.ts';
import { createGuesses, type FileEstimate, nineOfTen } from './guess-sizes.ts';
import type { Sample } from './size-lessons.ts';

/** Guessed in one turn of the event loop, in about 10 ms. */
const filesPerTurn = 500;

/** On the disk of the nearest folder that is there. */
async function freeBytesAt(path: string): Promise<number | null> {
  const facts = await onDisk('statfs', path).catch(() => null);
  if (facts) return facts.bavail * facts.bsize;
  return dirname(path) === path ? null : freeBytesAt(dirname(path));
}

/**
 * Errors of single files even out, what all guesses of an output have in common does not: that is as large as the
 * spread of one over the root of how many samples there are.
 */
function sumOf(estimates: readonly FileEstimate[], sampleCount: number): ByteEstimate {
  let [sum, most, own, common] = [0, 0, 0, 0];
  for (const { estimatedBytes, mostBytes, spread } of estimates) {
    sum += estimatedBytes;
    most += mostBytes;
    own += (estimatedBytes * spread) ** 2;
    common += estimatedBytes * spread;
  }
  const off = nineOfTen * Math.sqrt(own + common ** 2 / Math.max(1, sampleCount));
  const factor = sum === 0 ? 1 : Math.exp(off / sum);
  return {
    estimatedBytes: sum,
    leastBytes: Math.round(sum / factor),
    mostBytes: Math.min(most, Math.round(sum * factor)),
  };
}

function planned(
  { sourcePath, action, files, faults }: PlacedSource,
  guesses: readonly (FileEstimate | null)[],
): PlanRow {
  const outputs = files.flatMap((file, at) => {
    const guess = guesses[at];
    if (!file || !guess) return [];
    const { spread: _spread, ...estimate } = guess;
    return [{ ...file, ...estimate }];
  });
  return { sourcePath, action, outputs, ...(faults && { faults }) };
}

export interface Estimated extends PlanTotals {
  readonly rows: readonly PlanRow[];
}

/** Gives every file its size, and says what all of them add up to. */
export async function estimate(
  placed: readonly PlacedRow[],
  samples: readonly Sample[],
  { recipe, concurrency }: { readonly recipe: Recipe; readonly concurrency: number },
): Promise<Estimated> {
  const guessesOf = createGuesses(samples, recipe);
  const work = workOf(recipe);
  const rows: PlanRow[] = [];
  const estimates: FileEstimate[] = [];
  let [workMs, collisionCount, sinceTurn] = [0, 0, 0];
  let firstPath: string | null = null;
  for (const row of placed) {
    if (row.action !== 'write') {
      rows.push(row);
      continue;
    }
    const guesses = guessesOf(row);
    estimates.push(...guesses.filter((guess) => guess !== null));
    rows.push(planned(row, guesses));
    workMs += sourceMs(row.source, work);
    sinceTurn += row.files.length;
    for (const file of row.files) {
      if (file === null) continue;
      firstPath ??= file.path;
      workMs += encodingMs(file);
      if (file.action === 'rename') collisionCount += 1;
    }
    if (sinceTurn < filesPerTurn) continue;
    sinceTurn = 0;
    await setImmediate();
  }
  return {
    rows,
    ...sumOf(estimates, samples.length),
    outputCount: estimates.length,
    collisionCount,
    estimatedMs: Math.round(workMs / concurrency),
    freeBytes: firstPath === null ? null : await freeBytesAt(dirname(firstPath)),
  };
}
