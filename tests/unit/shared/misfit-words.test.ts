import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { defaultSettings, Settings } from '../../../src/shared/settings/settings.ts';
import { builtInPresets, PresetFile } from '../../../src/shared/task/preset.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import { misfitWords } from '../../../src/shared/words/misfit-words.ts';
import { expectAlways } from '../../support/property-loop.ts';

function wordsFor(schema: z.ZodType, raw: unknown): string {
  const parsed = schema.safeParse(raw);
  return parsed.success ? '' : misfitWords(schema, parsed.error);
}

/** What zod, JavaScript and JSON Schema say, and no person. */
const libraryWords =
  /expected|received|invalid|too (?:small|big)|must match|pattern|regex|NaN|undefined|null|\bobject\b|\bstring\b|[<>]=|discriminator|\bunion\b|\binput\b/i;

const size = { width: 1 };
const withOutput = (output: object) => ({ outputs: [{ ...size, ...output }] });
const withRecipe = (recipe: object) => ({ outputs: [size], ...recipe });

describe('what is wrong with a recipe', () => {
  it.each([
    [{}, '"outputs" must be a list of 1 to 32'],
    [[], 'it must be a group of fields in { }'],
    [withOutput({ width: -5 }), '"width" of output 1 must be a whole number from 1 to 16,383'],
    [
      { outputs: [size, { height: 'tall', name: 'b' }] },
      '"height" of output 2 must be a whole number from 1 to 16,383',
    ],
    [withOutput({ percent: 0 }), /must be a number from 0.1 to 1,000$/],
    [withOutput({ fit: 'around' }), /^"fit" of output 1 must be one of inside, cover, /],
    [withOutput({ lossless: 1 }), '"lossless" of output 1 must be true or false'],
    [withOutput({ background: 'red' }), /must be a colour such as #ffcc00$/],
    [withOutput({ name: '' }), /must be text that is not empty, at most 64 letters$/],
    [
      withOutput({ focalPoint: { x: 2, y: 0 } }),
      '"x" of "focalPoint" of output 1 must be a number from 0 to 1',
    ],
    [withRecipe({ destination: { kind: 'x' } }), /one of beside, folder, desktop-cache$/],
    [withRecipe({ destination: { kind: 'beside', folderName: '..' } }), /a folder name without/],
    [withRecipe({ fileName: '{nmae}' }), /^"fileName": \{nmae\} is not a field; use \{name\}/],
    [
      { outputs: [{}] },
      'output 1: say its size by width, height or both, or by longEdge, or by percent',
    ],
    [{ outputs: [size, size] }, '"outputs": each output needs a name of its own'],
  ])('%j is told in one sentence', (raw, words) => {
    expect(wordsFor(Recipe, raw)).toMatch(words);
    if (typeof words === 'string') expect(wordsFor(Recipe, raw)).toBe(words);
  });
});

/** Every place in a value, as keys to follow. */
function placesIn(value: unknown, before: readonly string[] = []): string[][] {
  const inside =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) => placesIn(child, [...before, key]))
      : [];
  return [[...before], ...inside];
}

function put(value: unknown, [key, ...rest]: readonly string[], wrong: unknown): unknown {
  if (key === undefined) return wrong;
  const child: unknown = typeof value === 'object' ? Reflect.get(value ?? {}, key) : undefined;
  const changed = put(child, rest, wrong);
  if (Array.isArray(value)) return value.with(Number(key), changed);
  return { ...(value as object), [key]: changed };
}

/** Whole recipes with every kind of destination, to be spoiled. */
const recipes = builtInPresets.flatMap(({ recipe }) =>
  [
    recipe.destination,
    { kind: 'folder', path: '/out', mirrorsTree: true },
    { kind: 'desktop-cache' },
  ].map((destination) => ({
    ...recipe,
    version: 1,
    destination,
    outputs: recipe.outputs.map((output) => ({ ...output, focalPoint: { x: 0, y: 1 } })),
  })),
);

/** Wrong in every way that JSON can be, with words that cannot be taken for a library's. */
const wrong = fc.oneof(
  fc.constantFrom(null, true, false, '', ' ', '..', '/', '{', '#12', {}, [], [[]], undefined),
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.stringMatching(/^[xyz0-9/{}#.]{0,300}$/),
);

describe('no library’s word reaches a person', () => {
  const spoiled = (values: readonly unknown[]) =>
    fc.constantFrom(...values).chain((value) =>
      fc
        .array(fc.tuple(fc.constantFrom(...placesIn(value)), wrong), { minLength: 1, maxLength: 3 })
        .map((changes) =>
          changes.reduce<unknown>((whole, [place, bad]) => {
            const isThere = placesIn(whole).some((one) => one.join() === place.join());
            return isThere ? put(whole, place, bad) : whole;
          }, value),
        ),
    );

  it.each([
    ['a recipe', Recipe, recipes],
    ['a preset file', PresetFile, recipes],
    ['the settings', Settings, [defaultSettings]],
  ])('whatever is wrong with %s', async (_name, schema: z.ZodType, values) => {
    await expectAlways(
      fc.property(spoiled(values), (raw) => {
        const words = wordsFor(schema, raw);
        expect(words).not.toMatch(libraryWords);
        expect(words.length).toBeLessThan(320);
        expect(words).not.toContain('something else');
      }),
    );
  });

  it('and whichever field is wrong, the sentence names it', () => {
    for (const recipe of recipes.slice(0, 3)) {
      // A version that nobody knows is told in a sentence of its own.
      const places = placesIn(recipe).filter((one) => !['version', undefined].includes(one.at(-1)));
      for (const place of places) {
        const words = wordsFor(Recipe, put(recipe, place, Symbol('nothing fits')));
        const field = place.at(-1) ?? '';
        const named = /^\d+$/.test(field) ? `output ${Number(field) + 1}` : `"${field}"`;
        expect(words).toMatch(new RegExp(`^${named} .*must be `));
      }
    }
  });
});
