import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { englishAreas } from '../../../scripts/english-areas.js';
import { area } from '../../../src/shared/words/area.ts';
import { checkLanguage } from '../../../src/shared/words/check-language.ts';
import { english, speak } from '../../../src/shared/words/language.ts';
import {
  chooseTag,
  languageOf,
  languageTag,
  parseLanguage,
} from '../../../src/shared/words/language-file.ts';
import { entryFaultWords, languageCheckWords } from '../../../src/shared/words/language-words.ts';
import type { Message } from '../../../src/shared/words/message.ts';
import { bytesRangeWords, bytesWords, countWords } from '../../../src/shared/words/numbers.ts';
import { parseMessage } from '../../../src/shared/words/parse-message.ts';

afterEach(() => speak(english));

type Elements = ReturnType<typeof parse>;

/** The same message as FormatJS understands it. */
function byFormatJs(elements: Elements): Message {
  const parts = elements.map((element): Exclude<Message, string>[number] => {
    if (element.type === TYPE.literal) return element.value;
    if (element.type === TYPE.pound) return ['#'];
    if (element.type === TYPE.argument) return [element.value];
    if (element.type === TYPE.number) return [element.value, 'number'];
    if (element.type !== TYPE.plural && element.type !== TYPE.select) throw new Error('unused');
    const cases = Object.entries(element.options).map(
      ([key, { value }]) => [key, byFormatJs(value)] as const,
    );
    const kind = element.type === TYPE.plural ? 'plural' : 'select';
    return [element.value, kind, Object.fromEntries(cases)];
  });
  const [first = ''] = parts;
  return parts.length <= 1 && typeof first === 'string' ? first : parts;
}

const reference = (text: string): Message | null => {
  try {
    return byFormatJs(parse(text, { ignoreTag: true, requiresOtherClause: true }));
  } catch {
    return null;
  }
};
const ours = (text: string): Message | null => {
  const parsed = parseMessage(text);
  return parsed.ok ? parsed.value : null;
};

test.each(englishAreas())('$name is understood as FormatJS understands it', ({ messages }) => {
  for (const text of Object.values(messages)) expect(ours(text)).toEqual(reference(text));
});

test('any message is understood as FormatJS understands it', () => {
  const pieces = [
    'a picture ',
    "it''s ",
    "it's ",
    "'{'x'}' ",
    "'{count} ",
    '# ',
    '{name} ',
    '{ n , number } ',
    '{count, plural, =0 {none} one {# picture} other {# pictures of {name}}}',
    '{kind, select, zip {# {n, plural, other {#}}} other {}}',
    '{count, plural, one {#}}',
    '{',
    '{a',
    '{}',
    '}',
    '<b>',
    'é',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 6 }), (parts) => {
      const text = parts.join('');
      // FormatJS takes a brace that closes nothing for text.
      const parsed = parseMessage(text);
      if (!parsed.ok && parsed.problem.code === 'not-opened') return;
      expect(ours(text)).toEqual(reference(text));
    }),
  );
});

test.each([
  ['{count, plural, one {#}}', 'no-other', 1],
  ['a {b', 'not-closed', 3],
  ['a {b, plural, other {#}', 'not-closed', 3],
  ['a } b', 'not-opened', 3],
  ['{}', 'no-name', 1],
  ['{at, date}', 'unknown-kind', 6],
  ['{n, selectordinal, other {#}}', 'unknown-kind', 5],
  ['{n, plural, other {a} other {b}}', 'twice', 23],
])('says what is wrong with %s', (text, code, at) => {
  expect(parseMessage(text)).toEqual({ ok: false, problem: { code, at } });
});

test('a message within itself a thousand times is refused', () => {
  const text = '{a, select, other {'.repeat(1000);
  expect(parseMessage(text)).toMatchObject({ problem: { code: 'too-deep' } });
});

const words = area<{
  readonly made: { readonly count: number };
  readonly of: { readonly name: string };
}>()('test', {
  made: [['count', 'plural', { one: [['#'], ' picture'], other: [['#'], ' pictures'] }]],
  of: ['of ', ['name']],
  bye: 'Bye',
});

/** A language with three forms of the plural. */
const polish = {
  name: 'Polski',
  direction: 'ltr' as const,
  messages: {
    test: {
      made: '{count, plural, one {# obraz} few {# obrazy} other {# obrazów}}',
      of: 'z {nazwa}',
      bye: 7,
    },
  },
};

describe('a language from a file', () => {
  test('says its own words with its own plurals and numbers', () => {
    speak(languageOf('pl', polish));
    expect([1, 3, 5, 12_345].map((count) => words('made', { count }))).toEqual([
      '1 obraz',
      '3 obrazy',
      '5 obrazów',
      `${new Intl.NumberFormat('pl').format(12_345)} obrazów`,
    ]);
  });

  test('is said in English, with English plurals, where a message lacks or cannot be used', () => {
    speak(languageOf('ja', { ...polish, messages: { test: { made: '{broken' } } }));
    expect(words('made', { count: 1 })).toBe('1 picture');
    speak(languageOf('pl', polish));
    expect(words('of', { name: 'a.jpg' })).toBe('of a.jpg');
    expect(words('bye')).toBe('Bye');
  });

  test('writes numbers and sizes as it does', () => {
    speak(languageOf('de', polish));
    expect(countWords(12_345)).toBe('12.345');
    expect(bytesWords(5_240_000).replace(/\s/u, ' ')).toBe('5,2 MB');
    expect(bytesRangeWords(520_000, 5_240_000).replaceAll(/\s/gu, ' ')).toBe('520 kB–5,2 MB');
  });

  test('is held against English', () => {
    const check = checkLanguage(
      { ...polish, messages: { ...polish.messages, toString: { a: 'b' }, more: {} } },
      {
        test: {
          made: '{count, plural, one {#} other {#}}',
          of: 'of {name}',
          bye: 'Bye',
          hello: 'Hello',
        },
      },
    );
    expect(check.faults.map(entryFaultWords)).toEqual([
      'test.of must have the same names in braces as in English; look at nazwa, name.',
      'test.bye is not a text.',
      'There is no part toString.',
      'There is no part more.',
    ]);
    expect([check.missing, check.all]).toEqual([1, 4]);
    expect(languageCheckWords('pl.json', check)).toEqual([
      'pl.json: 4 messages cannot be used and are said in English: test.of must have the same names in braces as in English; look at nazwa, name.',
      'pl.json: 1 of 4 messages is not translated yet and said in English.',
    ]);
  });
});

test.each([
  ['{"name": "Deutsch",\n  "messages": {\n    "menu": {"file" "Datei"}}}', 3],
  ['{"name": "Deutsch",\n  "messages": nothing at all}', 2],
  ['{"name": "Deutsch"\n  "messages": {}}', 2],
  ['{"name": ', null],
])('a file that is no JSON says in which line', (text, line) => {
  expect(parseLanguage(text)).toEqual({ ok: false, problem: { code: 'no-json', line } });
});

test.each([
  ['[]', 'it must be a group of fields in { }'],
  ['{"messages": {}}', '"name" must be text that is not empty, at most 60 letters'],
  ['{"name": "a", "messages": []}', '"messages" must be a group of fields in { }'],
  [
    '{"name": "a", "messages": {"menu": 3}}',
    '"menu" of "messages" must be a group of fields in { }',
  ],
  ['{"name": "a", "direction": "up", "messages": {}}', '"direction" must be one of ltr, rtl'],
])('%s is no language', (text, wrong) => {
  expect(parseLanguage(text)).toEqual({ ok: false, problem: { code: 'misfit', words: wrong } });
});

test('languages are found by what a system wishes', () => {
  const tags = ['de', 'pt-BR', 'zh-Hant'];
  expect(chooseTag(['de_AT.UTF-8'], tags)).toBe('de');
  expect(chooseTag(['fr', 'PT-br', 'de'], tags)).toBe('pt-BR');
  expect(chooseTag(['zh-Hant-TW'], tags)).toBe('zh-Hant');
  expect(chooseTag(['en-GB', 'de'], tags)).toBe('en');
  expect(chooseTag(['C', '', 'xx'], tags)).toBe('en');
  expect(languageTag('pt-br')).toBe('pt-BR');
  expect(languageTag('../x')).toBeNull();
});
