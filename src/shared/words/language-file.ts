import { z } from 'zod';
import { once } from '../once.ts';
import { notOk, ok, type Result } from '../result.ts';
import { english, type Language, type Unit } from './language.ts';
import type { Message } from './message.ts';
import { misfitWords } from './misfit-words.ts';
import { parseMessage } from './parse-message.ts';
import { strayNames } from './slots.ts';

/** A file of one language, `<tag>.json`. What its messages are is looked at one by one: a wrong one spoils no other. */
export const LanguageFile = z.lazy(() =>
  z
    .object({
      /** As those who speak it call it. */
      name: z.string().trim().min(1).max(60),
      direction: z.enum(['ltr', 'rtl']).default('ltr'),
      /** Texts in ICU's format, by area and key. */
      messages: z.record(z.string(), z.record(z.string(), z.unknown())),
    })
    .readonly(),
);
export type LanguageFile = z.infer<typeof LanguageFile>;

/** What keeps a file from being a language. */
export type LanguageFault =
  | { readonly code: 'absent' | 'closed' | 'too-large' | 'no-tag' }
  /** Null: the file ends too early. */
  | { readonly code: 'no-json'; readonly line: number | null }
  /** Words that continue a sentence. */
  | { readonly code: 'misfit'; readonly words: string };

/** V8 says the line, or what stands around the place: at most ten letters on either side. */
function lineOf({ message }: SyntaxError, text: string): number | null {
  const [, line] = / \(line (\d+) column \d+\)$/.exec(message) ?? [];
  if (line !== undefined) return Number(line);
  const [, token = '', dots, around] =
    /^Unexpected token '(.*)', (\.{3})?"(.*)"(?:\.{3})? is not valid JSON$/su.exec(message) ?? [];
  if (around === undefined) return null;
  const place = text.indexOf(around) + (dots === undefined ? around.indexOf(token) : 10);
  return text.slice(0, place).split('\n').length;
}

/** The tag as it is written: "pt-BR" of "pt-br". Null when it is none. */
export function languageTag(name: string): string | null {
  try {
    return Intl.getCanonicalLocales(name)[0] ?? null;
  } catch {
    return null;
  }
}

export function parseLanguage(text: string): Result<LanguageFile, LanguageFault> {
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return notOk({ code: 'no-json', line: error instanceof SyntaxError ? lineOf(error, text) : 1 });
  }
  const parsed = LanguageFile.safeParse(raw);
  return parsed.success
    ? ok(parsed.data)
    : notOk({ code: 'misfit', words: misfitWords(LanguageFile, parsed.error) });
}

/** What a file says for a message: English where it says nothing, or nothing that can stand in its place. */
function translated(
  { messages }: LanguageFile,
  { area, key, meant }: { readonly area: string; readonly key: string; readonly meant: Message },
): Message {
  const texts = Object.hasOwn(messages, area) ? (messages[area] ?? {}) : {};
  const text = Object.hasOwn(texts, key) ? texts[key] : undefined;
  if (typeof text !== 'string') return meant;
  const message = parseMessage(text);
  return message.ok && strayNames(message.value, meant).length === 0 ? message.value : meant;
}

const intlUnits: Readonly<Record<Unit, string>> = {
  B: 'byte',
  KB: 'kilobyte',
  MB: 'megabyte',
  GB: 'gigabyte',
  TB: 'terabyte',
};

/** `Intl` takes longer to make one than to use it a thousand times. */
function kept<Kind>(make: (options: Intl.NumberFormatOptions) => Kind) {
  const made = new Map<string, Kind>();
  return (options: Intl.NumberFormatOptions): Kind => {
    const name = Object.values(options).join();
    const known = made.get(name) ?? make(options);
    made.set(name, known);
    return known;
  };
}

/** Messages are parsed when they are first said: a start says few of them. */
export function languageOf(tag: string, file: LanguageFile): Language {
  const said = new Map<string, Message>();
  const plurals = once(() => new Intl.PluralRules(tag));
  const numbers = kept((options) => new Intl.NumberFormat(tag, options));
  return {
    tag,
    direction: file.direction,
    find(area, key, meant) {
      const name = `${area}.${key}`;
      const message = said.get(name) ?? translated(file, { area, key, meant });
      said.set(name, message);
      return message;
    },
    plural: (count) => plurals().select(count),
    number: (value, digits = 15) => numbers({ maximumFractionDigits: digits }).format(value),
    size: (value, unit, digits) =>
      numbers({ style: 'unit', unit: intlUnits[unit], maximumFractionDigits: digits }).format(
        value,
      ),
  };
}

/** Of these the one that is meant by a wish: itself, or of the same language without its region. Null when there is none. */
export function matchLanguage(wish: string, tags: readonly string[]): string | null {
  const parts = (languageTag(wish.replaceAll('_', '-').replace(/[.@].*$/, '')) ?? '').split('-');
  const known = new Map(tags.map((tag) => [tag.toLowerCase(), tag]));
  while (parts.length > 0) {
    const found = known.get(parts.join('-').toLowerCase());
    if (found !== undefined) return found;
    parts.pop();
  }
  return null;
}

/** The first wish that can be met; English can. */
export function chooseTag(wishes: readonly string[], tags: readonly string[]): string {
  const known = [english.tag, ...tags];
  for (const wish of wishes) {
    const found = matchLanguage(wish, known);
    if (found !== null) return found;
  }
  return english.tag;
}
