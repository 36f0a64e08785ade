import { expect, test } from 'vitest';
import {
  bytesOf,
  bytesRangeWords,
  bytesWords,
  countWords,
  plural,
} from '../../../src/shared/words/numbers.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 KB'],
  [3900, '3.9 KB'],
  [9960, '10 KB'],
  [99_600, '99.6 KB'],
  [999_600, '1 MB'],
  [5_200_000, '5.2 MB'],
  [61_000_000, '61 MB'],
  [241_300_000, '241 MB'],
  [2_900_000_000, '2.9 GB'],
  [3e15, '3,000 TB'],
])('%i bytes are %s', (bytes, words) => {
  expect(bytesWords(bytes)).toBe(words);
});

test('counts', () => {
  expect([plural(1, 'picture'), plural(1204, 'picture'), plural(2, 'copy', 'copies')]).toEqual([
    '1 picture',
    '1,204 pictures',
    '2 copies',
  ]);
  expect(countWords(100_000)).toBe('100,000');
});

test.each([
  ['800', 800],
  ['800 b', 800],
  ['50KB', 50_000],
  ['1.5 mb', 1_500_000],
  ['2g', 2e9],
  ['1TB', 1e12],
  ['', null],
  ['MB', null],
  ['-1KB', null],
  ['1KiB', null],
])('%j is %j bytes', (text, bytes) => {
  expect(bytesOf(text)).toBe(bytes);
});

test.each([
  [520_000, 810_000, '520–810 KB'],
  [812_000, 1_230_000, '812 KB–1.2 MB'],
  [1_210_000, 1_240_000, '1.2 MB'],
  [340, 340, '340 B'],
])('a range of %d to %d bytes reads "%s"', (least, most, words) => {
  expect(bytesRangeWords(least, most)).toBe(words);
});
