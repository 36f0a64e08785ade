import { beforeEach, expect, test, vi } from 'vitest';
import {
  raiseNotice,
  takeAction,
  usePastNotices,
  useShownNotices,
} from '../../../src/renderer/store/notices.ts';

// Other files of tests run in this process.
beforeEach(() => {
  usePastNotices.setState([], true);
  useShownNotices.setState([], true);
});

test('what a notice offers can still be done, once, when a newer one stands in its place', () => {
  const undo = vi.fn<() => void>();
  raiseNotice({ title: 'Removed', action: { label: 'Undo', onSelect: undo } });
  raiseNotice({ title: 'Saved' });
  expect(useShownNotices.getState().at(-1)?.title).toBe('Saved');

  const [, removed] = usePastNotices.getState();
  expect(removed?.action?.label).toBe('Undo');
  if (removed) takeAction(removed);
  expect(undo).toHaveBeenCalledOnce();
  expect(usePastNotices.getState().map(({ title, action }) => [title, action?.label])).toEqual([
    ['Saved', undefined],
    ['Removed', undefined],
  ]);
  // The one that is shown stays.
  expect(useShownNotices.getState().at(-1)?.title).toBe('Saved');
});

test('a notice that is taken back takes no newer one with it', () => {
  const takeBack = raiseNotice({ title: 'The disk is full' });
  raiseNotice({ title: 'Saved' });
  takeBack();
  expect(useShownNotices.getState().at(-1)?.title).toBe('Saved');
});
