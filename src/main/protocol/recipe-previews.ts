import type { WritableFormat } from '../../shared/formats/formats.ts';

export interface RecipePreview {
  readonly path: string;
  readonly format: WritableFormat;
}

/** Numbers previews, so that the page can fetch the newest by address and none by path. */
export interface RecipePreviews {
  /** The address under which this file is served until the next one is added. */
  add(preview: RecipePreview): string;
  find(number: number): RecipePreview | null;
}

export function createRecipePreviews(): RecipePreviews {
  let number = 0;
  let current: RecipePreview | null = null;
  return {
    add(preview) {
      number += 1;
      current = preview;
      return `thumb://preview/${number}`;
    },
    find: (wanted) => (wanted === number ? current : null),
  };
}
