import { expect, test } from 'vitest';
import { historyLines, newest } from '../../../src/renderer/features/history/history-lines.ts';
import { groupTasks } from '../../../src/renderer/store/task-groups.ts';
import { aDoneTask, aTask } from './a-task.ts';

test('a task that is on the queue again is shown as it is now', () => {
  const found = aDoneTask(1, 10, { number: 5 });
  const again = aTask(1, { number: 8 });
  expect(newest(found, again)).toBe(again);
  expect(newest(found, aTask(1, { number: 3 }))).toBe(found);
  expect(newest(found, undefined)).toBe(found);
});

test('only what the list itself knows is acted on', () => {
  const done = aDoneTask(1, 10);
  const find = (id: string) => (id === done.id ? done : undefined);
  expect(groupTasks([done.id, 'elsewhere'], find)).toMatchObject({
    all: [done.id],
    settled: [done.id],
    unsettled: [],
  });
});

test('each task knows its place among the tasks, whatever heads stand between', () => {
  const tasks = [aTask(2), aTask(1, { batchId: 'b0' })];
  const lines = historyLines(tasks, new Map());
  expect(lines.map((line) => line.kind === 'task' && line.index)).toEqual([0, 1]);
});
