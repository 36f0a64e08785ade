import { TaskStatus } from '../../shared/task/status.ts';
import { formatOfExtension } from './format-of-name.ts';

/**
 * What a search asks for. Each list is "any of", except `words` and `names`, of which all must fit.
 * `after` (from then on) and `before` (until just then) are milliseconds since 1970.
 */
export interface SearchTerms {
  readonly statuses: readonly TaskStatus[];
  readonly formats: readonly string[];
  readonly names: readonly string[];
  readonly words: readonly string[];
  readonly after: number | null;
  readonly before: number | null;
  readonly unknownWords: readonly string[];
}

type Draft = { -readonly [Key in keyof SearchTerms]: SearchTerms[Key] };

/** Local midnight, because people mean their own day. Accepts `2026`, `2026-03` and `2026-03-01`. */
function startOfDate(text: string): number | null {
  const parts = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  const date = new Date(year, month - 1, day);
  const isReal = date.getMonth() === month - 1 && date.getDate() === day;
  return isReal ? date.getTime() : null;
}

function laterOf(a: number | null, b: number): number {
  return a === null ? b : Math.max(a, b);
}

function earlierOf(a: number | null, b: number): number {
  return a === null ? b : Math.min(a, b);
}

/** Each answers false when it does not understand the value. */
const keys: Readonly<Record<string, (terms: Draft, value: string) => boolean>> = {
  status(terms, value) {
    const wanted = value.toLowerCase().split(',');
    const known = wanted.flatMap((status) => TaskStatus.safeParse(status).data ?? []);
    terms.statuses = [...terms.statuses, ...known];
    return known.length === wanted.length;
  },
  name(terms, value) {
    terms.names = [...terms.names, value];
    return true;
  },
  format(terms, value) {
    terms.formats = [...terms.formats, ...value.split(',').map(formatOfExtension)];
    return true;
  },
  after(terms, value) {
    const date = startOfDate(value);
    if (date !== null) terms.after = laterOf(terms.after, date);
    return date !== null;
  },
  before(terms, value) {
    const date = startOfDate(value);
    if (date !== null) terms.before = earlierOf(terms.before, date);
    return date !== null;
  },
};

/** Words end at spaces outside of quotes; a quote that is never closed ends with the text. */
function splitWords(text: string): string[] {
  return text.match(/(?:[^\s"]|"[^"]*(?:"|$))+/g) ?? [];
}

const withoutQuotes = (text: string) => text.replaceAll('"', '');

/** Understands what people type into the search field. Never refuses: what it does not know is in `unknownWords`. */
export function parseSearch(text: string): SearchTerms {
  const terms: Draft = {
    statuses: [],
    formats: [],
    names: [],
    words: [],
    after: null,
    before: null,
    unknownWords: [],
  };
  for (const word of splitWords(text)) {
    // Two letters at least, so that `C:\photos` is a word and no key.
    const [, key, value] = /^([a-z]{2,}):(.*)$/is.exec(word) ?? [];
    const plain = withoutQuotes(value ?? word);
    if (plain === '' && key === undefined) continue;
    const isUnderstood =
      key === undefined || (plain !== '' && keys[key.toLowerCase()]?.(terms, plain));
    if (!isUnderstood) terms.unknownWords = [...terms.unknownWords, word];
    else if (key === undefined) terms.words = [...terms.words, plain];
  }
  return terms;
}
