import { afterEach, expect, test } from 'vitest';
import { area } from '../../../src/shared/words/area.ts';
import { compileMessage } from '../../../scripts/compile-message.ts';
import { english, speak } from '../../../src/shared/words/language.ts';
import { piecesOf } from '../../../src/shared/words/fill-message.ts';
import { slotsOf } from '../../../src/shared/words/slots.ts';
import { pseudoLanguage } from '../../../src/shared/words/pseudo.ts';

afterEach(() => speak(english));

const say = (text: string, given: object = {}) =>
  piecesOf(compileMessage(text), { ...given }, english).join('');

const pictures = '{count, plural, =0 {nothing} one {# picture} other {# pictures}} of {name}';

test.each([
  [0, 'nothing of a'],
  [1, '1 picture of a'],
  [1204, '1,204 pictures of a'],
])('chooses by the number %i', (count, words) => {
  expect(say(pictures, { count, name: 'a' })).toBe(words);
});

test('chooses by a word', () => {
  const text =
    '{kind, select, zip {{n, plural, one {# archive} other {# archives}}} other {files}}';
  expect(say(text, { n: 2000, kind: 'zip' })).toBe('2,000 archives');
  expect(say(text, { n: 2, kind: 'sheet' })).toBe('files');
  expect(say(text, { n: 2, kind: 'constructor' })).toBe('files');
});

test('numbers are written as Intl writes them in English', () => {
  const write = new Intl.NumberFormat('en', { maximumFractionDigits: 20 });
  for (const number of [0, 7, 999, 1000, 1234.5, 0.1, 100_000, 3e15]) {
    expect(say('{n, number}', { n: number })).toBe(write.format(number));
  }
});

test('what is given may look like a message', () => {
  expect(say('{name}', { name: '{count, plural, other {#}} <b>' })).toBe(
    '{count, plural, other {#}} <b>',
  );
});

test.each(['{count, plural, one {#}}', '{a', '{at, date}', '{n, selectordinal, other {#}}'])(
  '%s is refused',
  (text) => {
    expect(() => compileMessage(text)).toThrow(SyntaxError);
  },
);

test('the names of a message are known, and are of one kind', () => {
  expect([...slotsOf(compileMessage(pictures))]).toEqual([
    ['count', 'plural'],
    ['name', 'text'],
  ]);
  for (const text of ['{n} {n, number}', '{n} {m, plural, one {#} other {{n, number}}}']) {
    expect(() => compileMessage(text)).toThrow('{n} is of two kinds');
  }
});

const words = area<{ readonly hello: { readonly name: string } }>()('test', {
  hello: ['Hello ', ['name'], '!'],
  bye: 'Bye',
});

test('another language says its own words, and English where it has none', () => {
  speak({
    ...english,
    direction: 'rtl',
    find: (name, key, message) =>
      name === 'test' && key === 'hello' ? [['name'], ' olleH'] : message,
  });
  expect(words('hello', { name: 'a.jpg' })).toBe('\u2068a.jpg\u2069 olleH');
  expect(words('bye')).toBe('Bye');
});

test('something else than text stands in a sentence', () => {
  const bold = { bold: 'a.jpg' };
  expect(words.parts('hello', { name: bold })).toEqual(['Hello ', bold, '!']);
});

test('the pseudo-language is 40 % longer, in brackets, and keeps what is given', () => {
  const message = compileMessage(
    '{count, plural, one {# picture} other {# pictures}} of {name} made',
  );
  const strange = pseudoLanguage.find('test', 'key', message);
  const said = piecesOf(strange, { count: 2, name: 'a.jpg' }, pseudoLanguage).join('');
  expect(said).toMatch(/^\[2 píí.*\u2068a\.jpg\u2069.*\]$/u);
  const letters = (text: string) => text.match(/[\p{L}~]/gu)?.length ?? 0;
  expect(letters(said)).toBeGreaterThanOrEqual(1.4 * letters('pictures of made') + 'ajpg'.length);
});
