import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { OutputRecipe, Recipe } from '../../../src/library/public.ts';
import { toRecipe } from '../../../src/library/to-recipe.ts';
import { OutputRecipe as ReadOutput, WholeRecipe } from '../../../src/shared/task/recipe.ts';

/** Every field, so that the declarations cannot lack one, nor have one that nobody reads. */
const output: Required<OutputRecipe> = {
  name: 'small',
  width: 300,
  height: null,
  longEdge: null,
  percent: null,
  fit: 'cover',
  position: 'attention',
  focalPoint: { x: 0.25, y: 0.5 },
  format: 'webp',
  quality: 70,
  looksSame: true,
  maxBytes: 20_000,
  mayShrink: true,
  sharpen: 'soft',
  progressive: true,
  chroma: '4:4:4',
  lossless: false,
  effort: 3,
  palette: 16,
  animation: 'keep',
  colourSpace: 'display-p3',
  withoutEnlargement: false,
  background: '#ffcc00',
  rounded: '12px',
};
const recipe: Required<Recipe> = {
  name: 'Shop',
  outputs: [output],
  destination: { kind: 'folder', path: resolve('small'), mirrorsTree: false },
  conflict: 'skip-unchanged',
  replacesSource: false,
  metadata: 'all',
  keepsGps: true,
  keepsOriginal: true,
  keepsDate: true,
  trim: 3,
  turn: 90,
  flip: true,
  placeholders: true,
  page: 2,
  watermark: { kind: 'text', text: 'Köln', position: 'top', size: 20, opacity: 50, margin: 1 },
  fileName: '{name}-{output}',
};

const fieldsOf = (one: object) => new Set(Object.keys(one));

it('takes every field that a recipe has', () => {
  expect(toRecipe(recipe)).toEqual(recipe);
  expect(fieldsOf(output)).toEqual(fieldsOf(ReadOutput.parse({ width: 1 })));
  expect(fieldsOf(recipe)).toEqual(fieldsOf(WholeRecipe.parse({ outputs: [{ width: 1 }] })));
});

it('says which switches are on when they are left out', () => {
  const declared = readFileSync(new URL('../../../src/library/public.ts', import.meta.url), 'utf8');
  const commented = /\/\*\*((?:(?!\*\/).)*)\*\/\s*readonly (\w+)\?: boolean;/gs;
  const said = [...declared.matchAll(commented)].filter(([, words]) =>
    words?.includes('Left out, true'),
  );
  const destination = { kind: 'folder', path: 'small' } as const;
  const whole = toRecipe({ outputs: [{ width: 1 }], destination });
  const fields = [whole, ...whole.outputs, whole.destination].flatMap(Object.entries);
  const on = fields.filter(([, value]) => value === true).map(([name]) => name);
  expect(new Set(said.map(([, , name]) => name))).toEqual(new Set(on));
});

it('needs one size, and finds a folder from where the program is', () => {
  const { outputs, destination } = toRecipe({
    outputs: [{ longEdge: 200 }],
    destination: { kind: 'folder', path: 'small' },
  });
  expect(outputs).toMatchObject([{ longEdge: 200, fit: 'inside', format: 'same' }]);
  expect(destination).toEqual({ kind: 'folder', path: resolve('small'), mirrorsTree: true });
});

const circular: { outputs: unknown[] } = { outputs: [] };
circular.outputs.push(circular);

it.each<[string, unknown, RegExp]>([
  ['no recipe', undefined, /^The recipe cannot be used: /],
  ['no size', { outputs: [{}] }, /output 1: say its size/],
  ['a size that cannot be', { outputs: [{ width: 0 }] }, /width/],
  ['a field of an output that nobody knows', { outputs: [{ width: 1, hight: 1 }] }, /no "hight"/],
  ['a field that nobody knows', { outputs: [{ width: 1 }], qualty: 1 }, /no "qualty"/],
  [
    'a field of a destination that nobody knows',
    { outputs: [{ width: 1 }], destination: { kind: 'folder', path: 'a', mirorsTree: false } },
    /no "destination\.mirorsTree"/,
  ],
  [
    'a field of a watermark that nobody knows',
    { outputs: [{ width: 1 }], watermark: { kind: 'text', text: 'a', opacty: 50 } },
    /no "watermark\.opacty"/,
  ],
  [
    'a field of a focal point that nobody knows',
    { outputs: [{ width: 1, focalPoint: { x: 0, y: 0, z: 0 } }] },
    /no "focalPoint\.z"/,
  ],
  ['a size that is no number', { outputs: [{ width: NaN, height: 1 }] }, /width is NaN/],
  ['a limit without end', { outputs: [{ width: 1, maxBytes: Infinity }] }, /maxBytes is Infinity/],
  ['a recipe in itself', circular, /^The recipe cannot be used: it cannot be written as JSON\.$/],
  ['a function', () => undefined, /^The recipe cannot be used: /],
])('refuses %s in one line', (_, raw, line) => {
  expect(() => toRecipe(raw as Recipe)).toThrow(TypeError);
  expect(() => toRecipe(raw as Recipe)).toThrow(line);
});
