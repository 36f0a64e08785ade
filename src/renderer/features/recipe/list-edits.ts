import type { OutputRecipe } from '../../../shared/task/recipe.ts';
import { doubledSize } from './size-kind.ts';

const largestOutputCount = 32;

export function canAdd(outputs: readonly OutputRecipe[]): boolean {
  return outputs.length < largestOutputCount;
}

/** A name that none of the outputs has: "large", then "large 2". */
export function freeName(wanted: string, outputs: readonly OutputRecipe[]): string {
  const taken = new Set(outputs.map((output) => output.name));
  const stem = wanted.replace(/ \d+$/, '');
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${stem} ${number}`;
  return name;
}

/** A copy of one output, right after it. */
export function duplicated(outputs: readonly OutputRecipe[], index: number): OutputRecipe[] {
  const original = outputs[index];
  if (!original) return [...outputs];
  const copy = { ...original, name: freeName(original.name, outputs) };
  return outputs.toSpliced(index + 1, 0, copy);
}

/** One more, twice the size of the last. */
export function withOneMore(outputs: readonly OutputRecipe[]): OutputRecipe[] {
  const last = outputs.at(-1);
  if (!last) return [];
  return [...outputs, { ...last, ...doubledSize(last), name: freeName(last.name, outputs) }];
}
