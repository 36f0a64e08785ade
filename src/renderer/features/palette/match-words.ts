import { searchFolded } from '../../../shared/paths/safe-segment.ts';

/** How well a text answers what was typed, and which of its characters did. */
export interface WordMatch {
  /** Lower is better. */
  readonly rank: number;
  /** Places in the text, rising. */
  readonly marked: readonly number[];
}

/** The folded characters of a text, each with the place of the character it came from. */
function foldedOf(text: string): { readonly chars: string; readonly places: readonly number[] } {
  let chars = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    // Alone, so that a letter keeps its place when another one becomes two.
    const folded = searchFolded(character)
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '');
    chars += folded;
    for (let count = 0; count < folded.length; count += 1) places.push(at);
    at += character.length;
  }
  return { chars, places };
}

const isWordStart = (chars: string, at: number) =>
  at === 0 || !/[\p{L}\p{N}]/u.test(chars[at - 1] ?? '');

const range = (from: number, length: number) =>
  Array.from({ length }, (_none, index) => from + index);

/** Letters in their order, each first one at the beginning of a word: "rf" finds "Retry failed". */
function initials(chars: string, word: string): readonly number[] | null {
  const found: number[] = [];
  let next = 0;
  for (const letter of word) {
    while (next < chars.length && !(chars[next] === letter && isWordStart(chars, next))) next += 1;
    if (next === chars.length) return null;
    found.push(next);
    next += 1;
  }
  return found;
}

function placesOf(chars: string, word: string): { rank: number; at: readonly number[] } | null {
  let inside = -1;
  for (let at = chars.indexOf(word); at >= 0; at = chars.indexOf(word, at + 1)) {
    if (isWordStart(chars, at)) return { rank: at === 0 ? 0 : 1, at: range(at, word.length) };
    if (inside < 0) inside = at;
  }
  const firsts = word.length > 1 ? initials(chars, word) : null;
  if (firsts) return { rank: 2, at: firsts };
  return inside < 0 || word.length < 2 ? null : { rank: 3, at: range(inside, word.length) };
}

/**
 * Matches word by word, in any order and without case or accents: each typed word begins a word of the text, stands for
 * the first letters of its words, or (from two letters on) is somewhere in it. Null when one of them is not there.
 */
export function matchWords(text: string, typed: string): WordMatch | null {
  const { chars, places } = foldedOf(text);
  const marked = new Set<number>();
  let rank = 0;
  for (const word of foldedOf(typed).chars.split(/\s+/).filter(Boolean)) {
    const found = placesOf(chars, word);
    if (!found) return null;
    rank += found.rank;
    for (const at of found.at) marked.add(places[at] ?? 0);
  }
  return { rank, marked: [...marked].toSorted((a, b) => a - b) };
}
