import { namesWithPages } from '../../shared/formats/formats.ts';
import type { OutputRecipe, Recipe } from '../../shared/task/recipe.ts';
import { bytesWords } from '../../shared/words/numbers.ts';
import { recipeWords } from '../../shared/words/areas/recipe.ts';
import { boxWords, outputFormatWords } from './recipe-words.ts';

type Words<Of> = ((of: Of) => string | null) | null;

/** What is said of each field of an output, in this order, where it is not as usual; null where that goes without saying. */
const saysOfOutput: Readonly<Record<keyof OutputRecipe, Words<OutputRecipe>>> = {
  name: null,
  width: boxWords,
  height: null,
  longEdge: null,
  percent: null,
  // Only a box can be filled in more than one way.
  fit: ({ width, height, fit }) =>
    width !== null && height !== null ? recipeWords(`fitted.${fit}`) : null,
  position: null,
  focalPoint: null,
  format: (output) =>
    output.format === 'same' && output.quality === null
      ? recipeWords(output.looksSame ? 'formatOfSourceLooksSame' : 'formatOfSource')
      : outputFormatWords(output),
  quality: null,
  looksSame: null,
  withoutEnlargement: (output) =>
    output.withoutEnlargement ? null : recipeWords('enlargedIfNeed'),
  maxBytes: ({ maxBytes }) =>
    maxBytes === null ? null : recipeWords('mostBytes', { bytes: bytesWords(maxBytes) }),
  mayShrink: ({ maxBytes, mayShrink }) =>
    maxBytes !== null && mayShrink ? recipeWords('fewerPixelsIfNeed') : null,
  sharpen: null,
  progressive: null,
  chroma: null,
  lossless: null,
  effort: null,
  palette: null,
  animation: null,
  colourSpace: ({ colourSpace }) => (colourSpace === 'srgb' ? null : recipeWords('displayP3')),
  background: null,
  rounded: ({ rounded }) => (rounded === null ? null : recipeWords('rounded', { rounded })),
};

/** The same of a recipe. `fileName` and `conflict` are said only where it names files of one's own. */
const saysOfRecipe: Readonly<Record<keyof Recipe, Words<Recipe>>> = {
  name: null,
  outputs: null,
  destination: null,
  page: ({ page }) =>
    page === 1
      ? null
      : recipeWords('pagePageNamesWithPagesFiles', { page, namesWithPages: namesWithPages('and') }),
  trim: ({ trim }) => (trim === null ? null : recipeWords('plainBordersCutOff')),
  turn: ({ turn }) => (turn === 0 ? null : recipeWords('turnedDegrees', { turn })),
  placeholders: null,
  flip: ({ flip }) => (flip ? recipeWords('mirrored') : null),
  watermark: ({ watermark }) =>
    watermark &&
    (watermark.kind === 'text'
      ? recipeWords('watermarkText', { text: watermark.text })
      : recipeWords('withAWatermark')),
  fileName: ({ fileName }) => recipeWords('namedFileName', { fileName }),
  conflict: ({ conflict }) => recipeWords(`ifThere.${conflict}`),
  replacesSource: null,
  metadata: ({ metadata }) =>
    metadata === 'none' ? null : recipeWords(`metadataKept.${metadata}`),
  keepsGps: ({ keepsGps }) => (keepsGps ? recipeWords('placeKept') : null),
  keepsOriginal: ({ keepsOriginal }) =>
    keepsOriginal ? null : recipeWords('newFileMadeEvenWhere'),
  keepsDate: ({ keepsDate }) => (keepsDate ? recipeWords('dateOfOriginalKept') : null),
};
const ofFiles: ReadonlySet<string> = new Set<keyof Recipe>(['fileName', 'conflict', 'keepsDate']);

/** "320 × 320, cover, WebP 80". */
export function outputWords(output: OutputRecipe): string {
  return Object.values(saysOfOutput)
    .flatMap((say) => say?.(output) ?? [])
    .join(', ');
}

/** What holds for all outputs of a recipe, where it is not as usual. `hasFiles`: whether it names files of one's own. */
export function recipeNotes(recipe: Recipe, hasFiles: boolean): readonly string[] {
  return Object.entries(saysOfRecipe)
    .filter(([field]) => hasFiles || !ofFiles.has(field))
    .flatMap(([, say]) => say?.(recipe) ?? []);
}
