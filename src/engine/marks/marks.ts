import { hash } from 'node:crypto';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { BatchWatermark } from '../../shared/task/watermark.ts';

/** The picture of a watermark: its file in base64, up to 1.4 MB, under a hash of it. */
export interface Mark {
  readonly hash: string;
  readonly data: string;
}

/** The picture that was stored under a hash, in base64; null where there is none. */
export type FindMark = (hash: string) => string | null;

/** The recipe as its batch has it, which names the picture of its watermark, and that picture if it came with it. */
export function withoutMark(recipe: Recipe): {
  readonly recipe: Recipe;
  readonly mark: Mark | null;
} {
  const { watermark } = recipe;
  if (watermark?.kind !== 'picture') return { recipe, mark: null };
  const { data, kind: _kind, ...placement } = watermark;
  const mark = { hash: hash('sha256', data), data };
  return {
    recipe: { ...recipe, watermark: { kind: 'stored', hash: mark.hash, ...placement } },
    mark,
  };
}

/** The same text for recipes that say the same, whether they name the picture of their watermark or have it. */
export const recipeKey = (recipe: Recipe): string => JSON.stringify(withoutMark(recipe).recipe);

/** A watermark with its picture, for those who cannot look that up. One that is not stored any more stays as it is. */
export function wholeWatermark(watermark: BatchWatermark, findMark: FindMark): BatchWatermark {
  if (watermark.kind !== 'stored') return watermark;
  const { hash: key, kind: _kind, ...placement } = watermark;
  const data = findMark(key);
  return data === null ? watermark : { kind: 'picture', data, ...placement };
}
