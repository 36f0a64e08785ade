import { expect, test, vi } from 'vitest';
import { type Batch, nothingLeftOut } from '../../../src/shared/task/batch.ts';
import { ok } from '../../../src/shared/result.ts';
import { defaultPreset } from '../../../src/shared/task/preset.ts';

const { recipe } = defaultPreset;
const facts = { title: '', origin: 'drop', isWalking: false, leftOut: nothingLeftOut } as const;
const other: Batch = { ...facts, id: 'other', number: 1, recipe, createdAt: 1, undoneAt: null };

test('a notification of a batch that is undone already offers to undo no other one', async () => {
  vi.stubGlobal('window', { thumbline: { findUndoable: () => Promise.resolve(ok(other)) } });
  const { askToUndoLast, useUndo } =
    await import('../../../src/renderer/features/undo/undo-store.ts');
  const { usePastNotices } = await import('../../../src/renderer/store/notices.ts');

  usePastNotices.setState([], true);
  await askToUndoLast('undone');
  expect(useUndo.getState().isAsking).toBe(false);
  expect(usePastNotices.getState().map(({ title }) => title)).toEqual([
    'There is nothing to undo.',
  ]);

  await askToUndoLast();
  expect(useUndo.getState()).toMatchObject({ isAsking: true, batch: other });
});
