import { expect, test } from 'vitest';
import { causesOf } from '../../../src/renderer/store/failure-causes.ts';
import { TaskTable } from '../../../src/renderer/store/task-table.ts';
import { failure } from '../../../src/shared/task/failure.ts';
import { aDoneTask, aTask } from './a-task.ts';

const failed = (id: number, why = failure('disk-full')) =>
  aTask(id, { status: 'failed', failure: why, finishedAt: 1, durationMs: 1 });

test('what failed is put together by its cause, the commonest first, with the subject they share', () => {
  const table = new TaskTable();
  table.put(failed(1, failure('format-unsupported', 'a text file')));
  for (const id of [2, 3]) table.put(failed(id, failure('image-too-large', `${id} MP`)));
  table.put(aDoneTask(4, 1));
  expect(causesOf(table.rows)).toEqual([
    { failure: failure('image-too-large'), remedy: 'show', ids: ['t2', 't3'] },
    { failure: failure('format-unsupported', 'a text file'), remedy: 'show', ids: ['t1'] },
  ]);
  expect([...table.sum.failures.values()]).toEqual([1, 2]);
  table.put({ ...aDoneTask(1, 5), number: 20 });
  expect([...table.sum.failures.keys()]).toEqual(['image-too-large']);
});

test('files that may not be read are tried again together, apart from what trying again cannot help', () => {
  const table = new TaskTable();
  for (const id of [1, 2]) table.put(failed(id, failure('file-unreadable')));
  table.put(failed(3, failure('file-unreadable', 'this folder: it is locked')));
  expect(causesOf(table.rows)).toEqual([
    { failure: failure('file-unreadable'), remedy: 'retry', ids: ['t1', 't2'] },
    {
      failure: failure('file-unreadable', 'this folder: it is locked'),
      remedy: 'show',
      ids: ['t3'],
    },
  ]);
});
