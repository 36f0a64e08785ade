import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nextAfter } from '../../../src/renderer/store/after-removal.ts';
import { mirror, publish } from '../../../src/renderer/store/queue-store.ts';
import { useView } from '../../../src/renderer/store/view-store.ts';
import {
  foldBatch,
  followVisibleIds,
  useVisibleGroups,
  useVisibleIds,
} from '../../../src/renderer/store/visible-ids.ts';
import { aDoneTask, aTask } from './a-task.ts';

let stop = () => {};

/** What the list shows once the mirror's news have come through. */
function shown(): readonly string[] {
  publish();
  vi.runAllTimers();
  return useVisibleIds.getState();
}

beforeEach(() => {
  vi.useFakeTimers();
  stop = followVisibleIds();
});

afterEach(() => {
  stop();
  useView.setState(useView.getInitialState());
  vi.useRealTimers();
});

test('the list follows tasks that come, change and go, through each filter', () => {
  mirror.applyPage([aTask(1), aTask(2), aTask(3)]);
  expect(shown()).toEqual(['t1', 't2', 't3']);
  useView.getState().setFilter('succeeded');
  expect(shown()).toEqual([]);
  mirror.applyPage([aDoneTask(2, 20, { number: 10 })]);
  expect(shown()).toEqual(['t2']);
  useView.getState().setFilter('all');
  expect(shown()).toEqual(['t1', 't2', 't3']);
  mirror.applyChanges([{ kind: 'removed', number: 12, taskIds: ['t1'] }]);
  expect(shown()).toEqual(['t2', 't3']);
});

test('a folded batch keeps its head, loses its rows and what was selected of it, and comes back whole', () => {
  const other = [4, 5].map((id) => aTask(id, { batchId: 'b2', number: id + 20 }));
  mirror.applyPage([aTask(6, { number: 20 }), ...other]);
  expect(shown()).toEqual(['t2', 't3', 't6', 't4', 't5']);
  useView.getState().setSelection({ ids: new Set(['t2', 't4']), focusedId: 't4', anchorId: 't4' });
  foldBatch('b2', true);
  expect(useVisibleIds.getState()).toEqual(['t2', 't3', 't6']);
  expect(useVisibleGroups.getState().map(({ count }) => count)).toEqual([3, 0]);
  expect([...useView.getState().selection.ids]).toEqual(['t2']);
  expect(useView.getState().selection.focusedId).toBeNull();
  foldBatch('b2', false);
  expect(useVisibleIds.getState()).toHaveLength(5);
});

test('a search or a filter finds its tasks in a folded batch, too', () => {
  foldBatch('b2', true);
  useView.getState().setSearch('photo-4');
  expect(shown()).toEqual(['t4']);
  foldBatch('b2', true);
  expect(shown()).toEqual([]);
  useView.getState().setSearch('');
  expect(shown()).toEqual(['t2', 't3', 't6']);
  useView.getState().setFilter('queued');
  expect(shown()).toContain('t4');
});

test('what stands after removed tasks takes their place, or else what stood before', () => {
  const shown = ['a', 'b', 'c', 'd'];
  expect(nextAfter(shown, new Set(['b', 'c']), 'c')).toBe('d');
  expect(nextAfter(shown, new Set(['b', 'c']), 'a')).toBe('d');
  expect(nextAfter(shown, new Set(['c', 'd']), 'd')).toBe('b');
  expect(nextAfter(shown, new Set(shown), 'a')).toBeNull();
  // Of a folded batch none is shown.
  expect(nextAfter(shown, new Set(['x']), null)).toBe('a');
});
