import type { PreviewUse } from '../../shared/ipc/requests/recipe-requests.ts';
import type { WritableFormat } from '../../shared/formats/formats.ts';

export interface RecipePreview {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly format: WritableFormat;
}

/** Numbers previews, so that the page can fetch the newest by address and none by path. */
export interface RecipePreviews {
  /** The address under which this file is served until the next one for that use is added. */
  add(preview: RecipePreview, use: PreviewUse): string;
  find(number: number): RecipePreview | null;
}

export function createRecipePreviews(): RecipePreviews {
  let number = 0;
  const current = new Map<
    PreviewUse,
    { readonly number: number; readonly preview: RecipePreview }
  >();
  return {
    add(preview, use) {
      number += 1;
      current.set(use, { number, preview });
      return `thumb://preview/${number}`;
    },
    find(wanted) {
      const found = [...current.values()].find((one) => one.number === wanted);
      return found?.preview ?? null;
    },
  };
}
