import { expect, test } from 'vitest';
import { QueueMirror } from '../../../src/renderer/store/queue-store.ts';
import type { Change } from '../../../src/shared/task/change.ts';
import { aDoneTask, aTask } from './a-task.ts';

const state = (isPaused: boolean) => ({ isPaused, concurrency: 2 });
const snapshot = { number: 5, queue: state(false), batches: [], taskCount: 2, lastPosition: 1 };

test('comes to the same whether changes arrive before or after the pages', () => {
  const changes: Change[] = [{ kind: 'task', number: 9, task: aDoneTask(1, 10, { number: 9 }) }];
  const page = [aTask(1), aTask(2)];
  const early = new QueueMirror();
  early.applyChanges(changes);
  early.applySnapshot(snapshot);
  early.applyPage(page);
  const late = new QueueMirror();
  late.applySnapshot(snapshot);
  late.applyPage(page);
  late.applyChanges(changes);
  expect(early.table.rows.map((row) => row.task)).toEqual(late.table.rows.map((row) => row.task));
  expect(early.table.sum.tally).toEqual(late.table.sum.tally);
});

test('is not changed by an announcement that comes twice', () => {
  const mirror = new QueueMirror();
  const changes: Change[] = [
    { kind: 'task', number: 6, task: aTask(1, { number: 6 }) },
    { kind: 'removed', number: 7, taskIds: ['t1'] },
  ];
  mirror.applyChanges(changes);
  mirror.applyChanges(changes);
  expect(mirror.table.rows).toEqual([]);
  expect(mirror.table.sum.tally.queued).toBe(0);
});

test('keeps a pause that was announced before an older snapshot came', () => {
  const mirror = new QueueMirror();
  mirror.applyChanges([{ kind: 'queue', number: 8, queue: state(true) }]);
  mirror.applySnapshot(snapshot);
  expect(mirror.queue.isPaused).toBe(true);
});
