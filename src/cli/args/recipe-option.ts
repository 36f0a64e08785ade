import type { OutputRecipe, Recipe } from '../../shared/task/recipe.ts';
import type { ReadWord } from './typed-values.ts';

/** What options change: fields of every output, and fields of the recipe. */
export interface RecipePatch {
  readonly output: Partial<OutputRecipe>;
  readonly recipe: Partial<Omit<Recipe, 'name' | 'outputs' | 'destination' | 'watermark'>> & {
    /** Some of its parts. */
    readonly watermark?: object;
  };
}

/**
 * One option of the terminal. `sets` names the fields it is there for. With a value `read` gets its text; a switch
 * also has a `--no-` twin, and `read` gets which of the two was typed.
 */
export type RecipeOption = {
  readonly flags: string;
  readonly help: string;
  readonly sets: readonly string[];
} & (
  | { readonly kind: 'value'; readonly read: ReadWord<Partial<RecipePatch>> }
  | { readonly kind: 'switch'; readonly read: (isOn: boolean) => Partial<RecipePatch> }
);
