import type { Language } from './language.ts';
import type { Cases, Message } from './message.ts';

type Given = Readonly<Record<string, unknown>>;

/** Between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE a name is read its own way, and the sentence around it its own. */
export const isolated = (text: string, { direction }: Language) =>
  direction === 'rtl' ? `\u2068${text}\u2069` : text;

/** Cases are of JSON, so that `constructor` is none unless it is written there. */
const caseOf = (cases: Cases, key: string) => (Object.hasOwn(cases, key) ? cases[key] : undefined);

function pluralOf(cases: Cases, count: number, language: Language): Message | undefined {
  return caseOf(cases, `=${count}`) ?? caseOf(cases, language.plural(count));
}

function* partsOf(
  message: Message,
  given: Given,
  { language, counted }: { readonly language: Language; readonly counted: number },
): Generator {
  if (typeof message === 'string') {
    yield message;
    return;
  }
  for (const part of message) {
    if (typeof part === 'string') {
      yield part;
      continue;
    }
    const [name, kind, cases = {}] = part;
    const value = given[name];
    const number = name === '#' ? counted : Number(value);
    if (name === '#' || kind === 'number') yield language.number(number);
    else if (kind === undefined) {
      yield typeof value === 'string' ? isolated(value, language) : value;
    } else {
      const isPlural = kind === 'plural';
      const one = isPlural ? pluralOf(cases, number, language) : caseOf(cases, String(value));
      const inner = { language, counted: isPlural ? number : counted };
      yield* partsOf(one ?? cases['other'] ?? '', given, inner);
    }
  }
}

/** The message with its values, in pieces: texts, and what was given in place of one. */
export function piecesOf(message: Message, given: Given, language: Language): unknown[] {
  return [...partsOf(message, given, { language, counted: 0 })];
}
