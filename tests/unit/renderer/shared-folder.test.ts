import { expect, test } from 'vitest';
import { mostSharedFolder } from '../../../src/renderer/store/shared-folder.ts';
import { aDoneTask, aTask } from './a-task.ts';

const made = (id: number, path: string) =>
  aDoneTask(id, 10, {
    outputs: [{ name: 'a', path, width: 4, height: 3, format: 'jpeg', sizeBytes: 10 }],
  });

test('shows the folder that holds most results, by the first of them', () => {
  const tasks = [aTask(1), made(2, '/a/2.jpg'), made(3, '/b/3.jpg'), made(4, '/b/4.jpg')];
  expect(mostSharedFolder(tasks)).toBe('t3');
  expect(mostSharedFolder(tasks.slice(0, 3))).toBe('t2');
  expect(mostSharedFolder([made(5, 'C:\\x\\5.jpg'), made(6, 'C:\\y\\6.jpg')])).toBe('t5');
  expect(mostSharedFolder([aTask(1)])).toBeNull();
});
