import { expect, test } from 'vitest';
import { parseSearch } from '../../../../src/engine/history/search-grammar.ts';

const nothing = {
  statuses: [],
  formats: [],
  names: [],
  words: [],
  after: null,
  before: null,
  unknownWords: [],
};

test('an empty search asks for everything', () => {
  expect(parseSearch('   ')).toEqual(nothing);
});

test('keys, values and free words may be mixed', () => {
  expect(parseSearch('status:failed name:IMG_20* lisbon format:PNG')).toEqual({
    ...nothing,
    statuses: ['failed'],
    names: ['IMG_20*'],
    words: ['lisbon'],
    formats: ['png'],
  });
});

test('quotes keep words together, also behind a key', () => {
  expect(parseSearch('"day one" name:"my file.jpg" two')).toEqual({
    ...nothing,
    words: ['day one', 'two'],
    names: ['my file.jpg'],
  });
});

test('a quote that is never closed ends with the text', () => {
  expect(parseSearch('name:"half typed').names).toEqual(['half typed']);
});

test('dates are the beginning of a day, month or year here', () => {
  expect(parseSearch('after:2026-03-01 before:2027')).toEqual({
    ...nothing,
    after: new Date(2026, 2, 1).getTime(),
    before: new Date(2027, 0, 1).getTime(),
  });
});

test('of two limits the narrower counts', () => {
  const { after, before } = parseSearch('after:2026-01 after:2026-02 before:2027 before:2026-06');
  expect([after, before]).toEqual([new Date(2026, 1, 1).getTime(), new Date(2026, 5, 1).getTime()]);
});

test.each(['size:10', 'status:done', 'after:2026-02-30', 'before:soon', 'name:', 'format:'])(
  '%s is not understood and says so',
  (text) => {
    expect(parseSearch(text)).toEqual({ ...nothing, unknownWords: [text] });
  },
);

test('a drive letter is no key', () => {
  expect(parseSearch(String.raw`C:\photos`).words).toEqual([String.raw`C:\photos`]);
});
