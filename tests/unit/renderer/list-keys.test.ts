import { afterEach, expect, test } from 'vitest';
import { movedIndex } from '../../../src/renderer/store/selection.ts';
import { english, speak } from '../../../src/shared/words/language.ts';

afterEach(() => speak(english));

const grid = { count: 11, columns: 4, pageRows: 2 };

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 1, 5],
  ['ArrowUp', 5, 1],
  ['ArrowUp', 2, 2],
  ['ArrowDown', 9, 10],
  ['PageDown', 1, 9],
  ['PageUp', 9, 1],
  ['Home', 7, 0],
  ['End', 0, 10],
  ['ArrowDown', -1, 0],
])('%s from %i goes to %i', (key, from, to) => {
  expect(movedIndex(key, from, grid)).toBe(to);
});

test('other keys, and an empty list, do not move', () => {
  expect(movedIndex('x', 3, grid)).toBeNull();
  expect(movedIndex('End', -1, { ...grid, count: 0 })).toBeNull();
});

test('where reading goes to the left, the next one is on the left', () => {
  speak({ ...english, direction: 'rtl' });
  expect(movedIndex('ArrowLeft', 3, grid)).toBe(4);
  expect(movedIndex('ArrowRight', 3, grid)).toBe(2);
  expect(movedIndex('ArrowDown', 3, grid)).toBe(7);
});
