import { expect, test } from 'vitest';
import { displayWidth, tableLines } from '../../../src/cli/report/columns.ts';

test.each([
  ['Web set', 7],
  ['写真', 4],
  ['한글 a', 6],
  ['ﾊﾝｶｸ', 4],
  ['（全角）', 8],
  ['cafe\u0301', 4],
  ['e\u0301\u0323', 1],
  ['עברית', 5],
  ['👍', 2],
  ['👩‍👩‍👧‍👦', 2],
  ['❤️', 2],
  ['→ é', 3],
  ['a\u200Bb', 2],
])('“%s” takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('columns stand below each other whatever their letters are, and no line ends in spaces', () => {
  expect(
    tableLines([
      ['own', '写真', 'x'],
      ['web', 'cafe\u0301s', ''],
    ]),
  ).toEqual(['own  写真   x', 'web  cafe\u0301s']);
});
