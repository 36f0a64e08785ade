import type { Budget } from './budget.ts';
import { indexOutside } from './style-sheet.ts';

/** The value of a custom property; null where it has none. */
export type LookUp = (name: string) => string | null;

export interface Values {
  readonly lookUp: LookUp;
  readonly budget: Budget;
}

/** Deeper ones have no value. */
const mostLevels = 32;
/** Nor have longer ones. Characters. */
const mostCharacters = 100_000;

const reference = /(?<![\w-])var\(/gi;

export const hasReference = (value: string) => value.search(reference) !== -1;

/** With every `var()` replaced by what it stands for; null where one has neither a value nor a fallback. */
export function substitute(value: string, { lookUp, budget }: Values, level = 0): string | null {
  budget.spend(value.length);
  if (level > mostLevels) return null;
  const pieces: string[] = [];
  let [from, characters] = [0, 0];
  for (;;) {
    // Each level has its own place in its own text.
    reference.lastIndex = from;
    const found = reference.exec(value);
    if (!found) break;
    const begin = found.index + found[0].length;
    const end = indexOutside(value, ')', begin);
    if (end === -1) return null;
    const inside = value.slice(begin, end);
    const comma = inside.indexOf(',');
    const name = (comma === -1 ? inside : inside.slice(0, comma)).trim();
    const fallback = comma === -1 ? null : inside.slice(comma + 1).trim();
    const known = name.startsWith('--') ? lookUp(name) : null;
    const text = known ?? (fallback && substitute(fallback, { lookUp, budget }, level + 1));
    if (text === null) return null;
    pieces.push(value.slice(from, found.index), text);
    characters += text.length;
    budget.spend(text.length);
    if (characters > mostCharacters) return null;
    from = end + 1;
  }
  return pieces.join('') + value.slice(from);
}
