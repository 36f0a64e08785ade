import type { Recipe } from '../../shared/task/recipe.ts';
import { recipeHash, skipsUnchanged } from '../memory/unchanged.ts';
import type { FoundFile, ResultMemory } from '../ports.ts';

/** Gives the same files in the same order, those marked as skipped that have nothing to do. */
export type MarkUnchanged = (files: readonly FoundFile[]) => Promise<readonly FoundFile[]>;

/**
 * For a recipe that skips what is unchanged; null for the others. A file that is not marked is looked at again by its
 * attempt, so all of them are left to that while `mayAsk` says no: what runs before may still change the results.
 */
export function createUnchangedMarks(
  memory: ResultMemory,
  recipe: Recipe,
  mayAsk: () => boolean,
): MarkUnchanged | null {
  if (!skipsUnchanged(recipe)) return null;
  const hash = recipeHash(recipe);
  return async (files) => {
    if (!mayAsk()) return files;
    const sources = files.map(({ path, fingerprint }) =>
      fingerprint === undefined ? { path } : { path, fingerprint },
    );
    const answers = await memory.areUnchanged(sources, hash);
    return files.map((file, at) => (answers[at] ? { ...file, skipped: 'unchanged' } : file));
  };
}
