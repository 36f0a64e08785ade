import { expect, test } from 'vitest';
import { lostHistoryWords } from '../../../src/renderer/features/lost-history/lost-history-words.ts';

const path = '/home/me/history.aside-2026.db';
const wordsOf = (pictureCount: number, folderCount = 0) =>
  lostHistoryWords({ path, reason: 'newer', waiting: { pictureCount, folderCount } });

test('what waited in a lost history is counted and offered', () => {
  expect(wordsOf(37)).toEqual({
    title: 'The history was made by a newer Thumbline',
    state: '37 pictures were waiting in it.',
    kept: `It is kept as ${path}`,
    offer: 'Bring back',
  });
  expect(wordsOf(1).state).toBe('1 picture was waiting in it.');
  expect(wordsOf(2, 1).state).toBe('2 pictures and 1 folder to look through were waiting in it.');
  expect(wordsOf(0)).toMatchObject({ state: 'Nothing was waiting in it.', offer: null });
});

test('what cannot be brought back is said plainly', () => {
  expect(lostHistoryWords({ path, reason: 'damaged', waiting: null })).toMatchObject({
    title: 'The history could not be read',
    state: 'Nothing in it can be read. If pictures were still waiting, add them again.',
    offer: null,
  });
  expect(lostHistoryWords({ path: null, reason: 'missing', waiting: null })).toMatchObject({
    title: 'The history is gone',
    kept: null,
    offer: null,
  });
});
