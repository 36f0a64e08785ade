import { expect, test } from 'vitest';
import {
  emptySelection,
  selectAll,
  selectOnly,
  selectRange,
  toggle,
} from '../../../src/renderer/store/selection.ts';

const order = ['a', 'b', 'c', 'd'];

test('a range grows and shrinks from where it began', () => {
  const far = selectRange(selectOnly('b'), 'd', order);
  expect([...far.ids]).toEqual(['b', 'c', 'd']);
  expect([...selectRange(far, 'a', order).ids]).toEqual(['a', 'b']);
});

test('one task more or less leaves the others selected', () => {
  const two = toggle(selectOnly('a'), 'c');
  expect([...two.ids]).toEqual(['a', 'c']);
  expect([...toggle(two, 'a').ids]).toEqual(['c']);
});

test('selecting all keeps the keyboard where it is', () => {
  expect(selectAll(selectOnly('c'), order).focusedId).toBe('c');
  expect(selectAll(emptySelection, order).focusedId).toBe('a');
});

test('a range from a task that is no longer shown is just the new one', () => {
  expect([...selectRange(selectOnly('gone'), 'b', order).ids]).toEqual(['b']);
});
