import type { OutputRecipe, Recipe } from '../../shared/task/recipe.ts';
import { bytesWords } from '../../shared/words/numbers.ts';
import {
  boxWords,
  conflictWords,
  fitWords,
  metadataWords,
  outputFormatWords,
} from './recipe-words.ts';

function limitWords({ maxBytes, mayShrink }: OutputRecipe): readonly string[] {
  if (maxBytes === null) return [];
  const limit = `at most ${bytesWords(maxBytes)}`;
  return mayShrink ? [limit, 'fewer pixels if need be'] : [limit];
}

/** "320 × 320, cover, WebP 80". */
export function outputWords(output: OutputRecipe): string {
  const { width, height, fit, withoutEnlargement } = output;
  const isSame = output.format === 'same' && output.quality === null;
  // Only a box can be filled in more than one way.
  const isBox = width !== null && height !== null;
  return [
    boxWords(output),
    ...(isBox ? [fitWords[fit].label.toLowerCase()] : []),
    isSame ? 'same format' : outputFormatWords(output),
    ...(withoutEnlargement ? [] : ['enlarged if need be']),
    ...limitWords(output),
  ].join(', ');
}

/** What holds for all outputs of a recipe, where it is not as usual. `hasFiles`: whether it names files of one's own. */
export function recipeNotes(recipe: Recipe, hasFiles: boolean): readonly string[] {
  const { metadata, keepsGps, keepsOriginal, conflict, fileName } = recipe;
  const kept =
    metadata === 'none' ? [] : [`Metadata: ${metadataWords[metadata].label.toLowerCase()}`];
  const original = keepsOriginal ? ['The original is kept where a new file would be larger'] : [];
  const place = keepsGps ? ['The place is kept'] : [];
  const files = hasFiles
    ? [`Named ${fileName}`, `If there is one already: ${conflictWords[conflict].toLowerCase()}`]
    : [];
  return [...files, ...kept, ...place, ...original];
}
