import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recipeOptions } from '../../../src/cli/args/recipe-options.ts';
import { terminalGuide } from '../../../scripts/guide/terminal-guide.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';

/** Set by other options than those of the table, or only in a recipe file. */
const elsewhere: Readonly<Record<string, string>> = {
  destination: '--out, --flat, --beside, --desktop-cache',
  name: 'a recipe file: it names the output or the preset',
  outputs: 'a recipe file or --preset: several outputs at once',
};

it('offers every field of a recipe', () => {
  const recipe = Recipe.parse({ outputs: [{ width: 1 }] });
  const fields = [...Object.keys(recipe), ...Object.keys(recipe.outputs[0] ?? {})];
  const offered = new Set([
    ...recipeOptions.flatMap(({ sets }) => sets),
    ...Object.keys(elsewhere),
  ]);
  expect(fields.filter((field) => !offered.has(field))).toEqual([]);
});

it('stands in the guide as it is', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/terminal.md'), 'utf8');
  expect(guide).toBe(terminalGuide());
});
