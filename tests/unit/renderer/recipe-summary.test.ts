import { expect, test } from 'vitest';
import { outputWords, recipeNotes } from '../../../src/renderer/words/recipe-summary.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { Watermark } from '../../../src/shared/task/watermark.ts';

const recipe = Recipe.parse({
  metadata: 'copyright',
  outputs: [
    { name: 'box', width: 320, height: 240, fit: 'cover', format: 'webp', quality: 80 },
    { name: 'wide', width: 640, withoutEnlargement: false },
    { name: 'mail', longEdge: 900, format: 'png', maxBytes: 50_000, mayShrink: true },
    { name: 'print', longEdge: 900, format: 'tiff', quality: 80 },
    { name: 'alike', width: 320, format: 'avif', quality: 30, looksSame: true },
    { name: 'any', width: 320, looksSame: true },
    { name: 'exact', width: 320, format: 'webp', lossless: true, looksSame: true },
  ],
});

test('an output is said in one line', () => {
  expect(recipe.outputs.map(outputWords)).toEqual([
    '320 × 240, cover, WebP 80',
    '640 wide, same format, enlarged if need be',
    'long edge 900, PNG, at most 50 KB, fewer pixels if need be',
    'long edge 900, TIFF',
    '320 wide, AVIF, looks the same',
    '320 wide, same format, looks the same',
    '320 wide, WebP',
  ]);
});

const sign = Watermark.parse({ kind: 'text', text: '© Ann' });

test('only a window names files, and what is as usual is not said', () => {
  expect(recipeNotes(recipe, false)).toEqual(['Metadata: copyright']);
  const copying = {
    ...recipe,
    metadata: 'none',
    keepsOriginal: false,
    trim: 5,
    page: 2,
    watermark: sign,
  } as const;
  expect(recipeNotes(copying, false)).toEqual([
    'Page 2 of PDF and TIFF files',
    'Plain borders are cut off',
    'Watermark “© Ann”',
    'A new file is made even where it is larger than the original',
  ]);
  expect(recipeNotes({ ...recipe, metadata: 'none' }, true)).toEqual([
    `Named ${recipe.fileName}`,
    'If there is one already: keep both, add a number',
  ]);
});
