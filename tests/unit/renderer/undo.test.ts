import { describe, expect, onTestFinished, test } from 'vitest';
import { undoExplained, undoNotice } from '../../../src/renderer/features/undo/undo-notice.ts';
import { mirror, newestUndoable } from '../../../src/renderer/store/queue-store.ts';
import { nothingLeftOut } from '../../../src/shared/task/batch.ts';
import { defaultPreset } from '../../../src/shared/task/preset.ts';
import { aDoneTask } from './a-task.ts';

const nothingRefused = { refusedCount: 0, refused: [] };

test('what undoing cannot do on a system is said before it is done', () => {
  expect(undoExplained('linux')).toContain('are put back');
  for (const system of ['darwin', 'win32']) {
    expect(undoExplained(system)).toContain('put them back from there');
  }
});

describe('what undoing came to', () => {
  test('is told by what went and what came back', () => {
    expect(undoNotice({ trashedCount: 3, restoredCount: 0, ...nothingRefused })).toEqual({
      title: '3 results moved to the trash',
    });
    expect(undoNotice({ trashedCount: 1, restoredCount: 1, ...nothingRefused }).title).toBe(
      '1 result in the trash, 1 original put back',
    );
    expect(undoNotice({ trashedCount: 0, restoredCount: 0, ...nothingRefused }).title).toBe(
      'There was nothing to undo.',
    );
  });

  test('names what stayed and why', () => {
    const refused = [
      { path: '/t/a.jpg', reason: 'changed' },
      { path: '/t/b.jpg', reason: 'gone' },
    ] as const;
    expect(undoNotice({ trashedCount: 0, restoredCount: 0, refusedCount: 7, refused })).toEqual({
      title: 'Nothing was undone',
      detail: 'a.jpg: It was changed since, so it stays. And 6 more files stayed.',
      isProblem: true,
    });
    const [changed] = refused;
    expect(
      undoNotice({ trashedCount: 2, restoredCount: 0, refusedCount: 1, refused: [changed] }).title,
    ).toBe('2 results moved to the trash');
  });
});

test('the newest batch is the one that came last, though the clock was set back before it', () => {
  const facts = { title: '', origin: 'drop', isWalking: false, leftOut: nothingLeftOut } as const;
  const { recipe } = defaultPreset;
  const batches = [9000, 1000].map((createdAt, at) => {
    return { ...facts, id: `b${at}`, number: at, recipe, createdAt, undoneAt: null };
  });
  const tasks = batches.map(({ id }, at) => aDoneTask(at, 10, { batchId: id }));
  mirror.applyPage(tasks);
  // Other files of tests run in this process.
  const taskIds = tasks.map(({ id }) => id);
  onTestFinished(() => mirror.applyChanges([{ kind: 'removed', number: 100, taskIds }]));
  expect(newestUndoable({ batches })?.id).toBe('b1');
});
