import { statusOf, statusWords } from '../../shared/task/status-words.ts';
import { type TaskStatus, taskStatuses } from '../../shared/task/status.ts';
import { bytesOf } from '../../shared/words/numbers.ts';
import { formatOfExtension } from './format-of-name.ts';
import { dateOf } from './search-dates.ts';

/**
 * One thing that a search asks for. `any` is "one of these"; `after` (from then on) and `before` (until just then)
 * are in milliseconds since 1970.
 */
export type SearchFact =
  | { readonly kind: 'status'; readonly any: readonly TaskStatus[] }
  | { readonly kind: 'format'; readonly any: readonly string[] }
  | { readonly kind: 'word' | 'name' | 'preset' | 'batch'; readonly text: string }
  | { readonly kind: 'size'; readonly comparison: Comparison; readonly bytes: number }
  | { readonly kind: 'after' | 'before'; readonly at: number };

/** `isExcluded`: there was a minus in front. */
export type SearchTerm = SearchFact & { readonly isExcluded: boolean };

export type Comparison = '>' | '>=' | '<' | '<=';

/** A word that says nothing this search knows, and one line for people about what it does know. */
export interface UnknownWord {
  readonly word: string;
  readonly problem: string;
}

export interface ParsedSearch {
  readonly terms: readonly SearchTerm[];
  readonly unknown: readonly UnknownWord[];
}

interface Key {
  /** A value that works, for people who gave none. */
  readonly example: string;
  /** The fact that a value states; null when it is not understood. */
  readonly read: (value: string, now: Date) => SearchFact | null;
  /** What to say when it is not understood. */
  readonly problem?: (value: string) => string;
  /** Its value may go on behind a space, as in `after:last week`. */
  readonly isPhrase?: true;
}

const textKey = (kind: 'name' | 'preset' | 'batch', example: string): Key => ({
  example,
  read: (text) => ({ kind, text }),
});

const dateKey = (kind: 'after' | 'before', example: string): Key => ({
  example,
  isPhrase: true,
  read(value, now) {
    const at = dateOf(value, now);
    return at === null ? null : { kind, at };
  },
  problem: (value) =>
    `“${value}” is no date. Try 2026-03-01, today, yesterday, 7d, monday or last week.`,
});

const knownStatuses = () =>
  taskStatuses.map((status) => statusWords(status).toLowerCase()).join(', ');

const isComparison = (text: string | undefined): text is Comparison =>
  text !== undefined && ['>', '>=', '<', '<='].includes(text);

const keys: ReadonlyMap<string, Key> = new Map<string, Key>([
  [
    'status',
    {
      example: 'failed',
      read(value) {
        const any = value.split(',').map(statusOf);
        return any.every((status) => status !== null) ? { kind: 'status', any } : null;
      },
      problem(value) {
        const strange = value.split(',').find((word) => statusOf(word) === null);
        return `“${strange}” is no status. Known are ${knownStatuses()}.`;
      },
    },
  ],
  ['name', textKey('name', 'IMG_20*')],
  [
    'format',
    {
      example: 'png',
      read: (value) => ({ kind: 'format', any: value.split(',').map(formatOfExtension) }),
    },
  ],
  ['preset', textKey('preset', '"Web set"')],
  ['batch', textKey('batch', 'holiday')],
  [
    'size',
    {
      example: '>1MB',
      isPhrase: true,
      read(value) {
        const [, comparison, size = ''] = /^([<>]=?)(.+)$/.exec(value) ?? [];
        const bytes = bytesOf(size);
        return isComparison(comparison) && bytes !== null
          ? { kind: 'size', comparison, bytes }
          : null;
      },
      problem: (value) => `“${value}” says no size to compare with. Try size:>1MB or size:<500KB.`,
    },
  ],
  ['after', dateKey('after', 'yesterday')],
  ['before', dateKey('before', 'today')],
]);

const knownKeys = [...keys.keys()].map((name) => `${name}:`).join(', ');
/** As many words as the longest date has: `last 30 days`. */
const longestPhrase = 3;

/** Words end at spaces outside of quotes; a quote that is never closed ends with the text. */
function splitWords(text: string): string[] {
  return text.match(/(?:[^\s"]|"[^"]*(?:"|$))+/g) ?? [];
}

const withoutQuotes = (text: string) => text.replaceAll('"', '');

/** What the first of `values` states, together with as many of the words behind it as still make sense. */
function readValue(key: Key, values: readonly string[], now: Date) {
  const limit = key.isPhrase ? Math.min(longestPhrase, values.length) : 1;
  for (let count = limit; count > 0; count--) {
    const fact = key.read(withoutQuotes(values.slice(0, count).join(' ')), now);
    if (fact) return { fact, count };
  }
  return null;
}

/** What is wrong with a key, or with its value, in one line for people. */
function problemOf(name: string, value: string): string {
  const key = keys.get(name.toLowerCase());
  if (!key) {
    return `“${name}:” is not known. Known are ${knownKeys}. Put it in quotes to search for it as text.`;
  }
  const plain = withoutQuotes(value);
  if (plain !== '' && key.problem) return key.problem(plain);
  return `“${name}:” needs something behind it, such as ${name.toLowerCase()}:${key.example}.`;
}

/** Two letters at least, so that `C:\photos` is a word and no key. */
const keyed = /^(\p{L}{2,}):(.*)$/su;

/** Understands what people type into the search field. Never refuses: what it does not know is in `unknown`. */
export function parseSearch(text: string, now = new Date()): ParsedSearch {
  const terms: SearchTerm[] = [];
  const unknown: UnknownWord[] = [];
  const left = splitWords(text);
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const isExcluded = word.length > 1 && word.startsWith('-');
    const positive = isExcluded ? word.slice(1) : word;
    const [, name, value] = keyed.exec(positive) ?? [];
    if (name === undefined || value === undefined) {
      const plain = withoutQuotes(positive);
      if (plain !== '') terms.push({ kind: 'word', text: plain, isExcluded });
      continue;
    }
    // People also type a space behind the colon.
    const first = value || (left.shift() ?? '');
    const key = keys.get(name.toLowerCase());
    const found = key && withoutQuotes(first) !== '' ? readValue(key, [first, ...left], now) : null;
    if (found) {
      terms.push({ ...found.fact, isExcluded });
      left.splice(0, found.count - 1);
    } else unknown.push({ word, problem: problemOf(name, first) });
  }
  return { terms, unknown };
}

/** One line for people about what a search says that is not understood, and what is; null when all of it is. */
export function searchHint(text: string): string | null {
  const problems = new Set(parseSearch(text).unknown.map(({ problem }) => problem));
  return problems.size === 0 ? null : [...problems].join(' ');
}
