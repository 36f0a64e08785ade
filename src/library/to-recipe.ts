import { resolve } from 'node:path';
import { parsePresetFile } from '../shared/task/preset-file.ts';
import type { WholeRecipe } from '../shared/task/recipe.ts';
import type { Recipe } from './public.ts';

const unusable = (problem: string) => new TypeError(`The recipe cannot be used: ${problem}.`);

/** JSON has no NaN and no Infinity: they would be taken for left out. */
function textOf(recipe: Recipe): string {
  let problem = 'it cannot be written as JSON';
  try {
    const text: unknown = JSON.stringify(recipe ?? null, (name, value: unknown) => {
      if (typeof value !== 'number' || Number.isFinite(value)) return value;
      problem = `${name} is ${value}`;
      throw new RangeError(problem);
    });
    // A function has none.
    return typeof text === 'string' ? text : 'null';
  } catch {
    throw unusable(problem);
  }
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields inside fields that were given and are not in what was understood. */
function unknownInside(given: unknown, understood: object): string[] {
  if (!isFields(given)) return [];
  return Object.entries(understood).flatMap(([name, value]: [string, unknown]) => {
    const inner = given[name];
    if (!isFields(inner) || !isFields(value)) return [];
    const unknown = Object.keys(inner).filter((field) => !(field in value));
    return unknown.map((field) => `${name}.${field}`);
  });
}

/** Throws a `TypeError` with one line for a recipe that cannot be, or that says what nobody understands. */
export function toRecipe(recipe: Recipe): WholeRecipe {
  const text = textOf(recipe);
  const parsed = parsePresetFile(text);
  if (!parsed.ok) throw unusable(parsed.problem);
  const { recipe: whole, extra } = parsed.value;
  const given: unknown = JSON.parse(text);
  const outputs: readonly unknown[] =
    isFields(given) && Array.isArray(given['outputs']) ? given['outputs'] : [];
  const unknown = [
    ...[extra.preset, ...Object.values(extra.outputs)].flatMap(Object.keys),
    ...unknownInside(given, whole),
    ...whole.outputs.flatMap((output, at) => unknownInside(outputs[at], output)),
  ];
  if (unknown.length > 0) {
    throw unusable(`there is no "${unknown.join('", "')}"`);
  }
  const { destination } = whole;
  return destination.kind === 'folder'
    ? { ...whole, destination: { ...destination, path: resolve(destination.path) } }
    : whole;
}
