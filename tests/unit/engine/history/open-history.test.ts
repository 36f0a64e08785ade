import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openHistory } from '../../../../src/engine/history/open-history.ts';
import { fill, sampleTask } from '../../../support/sample-tasks.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

function filesOf(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.db'));
}

test('the folder of the history is made', () => {
  const history = openHistory(join(tempFolder(), 'new', 'history.db'));
  expect([history.notice, history.lastNumber]).toEqual([null, 0]);
  history.close();
});

test('what was stored is there after closing and opening', () => {
  const path = join(tempFolder(), 'history.db');
  const before = openHistory(path);
  fill(before, [sampleTask(1)]);
  before.close();
  const after = openHistory(path);
  expect([after.find('task-1'), after.lastNumber, after.notice]).toEqual([sampleTask(1), 2, null]);
  after.close();
});

test('what was stored is there when the app never closed it', () => {
  const path = join(tempFolder(), 'history.db');
  const abandoned = openHistory(path);
  fill(abandoned, [sampleTask(1)]);
  const after = openHistory(path);
  expect(after.find('task-1')).toEqual(sampleTask(1));
  after.close();
  abandoned.close();
});

test('a file that is no database is kept aside, a new history begins, and a notice says so', () => {
  const folder = tempFolder();
  const path = join(folder, 'history.db');
  writeFileSync(path, 'this was never a database, whatever its name says');
  const history = openHistory(path);
  fill(history, [sampleTask(1)]);
  history.close();
  const aside = filesOf(folder).find((name) => name !== 'history.db');
  expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toMatch(/^this was never/);
  expect(history.notice).toMatch(/^The history could not be read and was put aside as .*aside/);
});

test('a database with a damaged page is kept aside', () => {
  const folder = tempFolder();
  const path = join(folder, 'history.db');
  const before = openHistory(path);
  fill(
    before,
    Array.from({ length: 500 }, (_, index) => sampleTask(index + 1)),
  );
  before.close();
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0x55, 4096 * 3, 4096 * 20));
  const history = openHistory(path);
  expect([history.lastNumber, history.notice === null]).toEqual([0, false]);
  history.close();
  expect(filesOf(folder)).toHaveLength(2);
});

test('a history of a newer version is kept aside', () => {
  const folder = tempFolder();
  const path = join(folder, 'history.db');
  openHistory(path).close();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA user_version = 99');
  database.close();
  const history = openHistory(path);
  history.close();
  expect(history.notice).toContain('was made by a newer Thumbline');
  expect(filesOf(folder)).toHaveLength(2);
});

test('a row that no task can be is as if it were not there', () => {
  const path = join(tempFolder(), 'history.db');
  const before = openHistory(path);
  fill(before, [sampleTask(1), sampleTask(2)]);
  before.close();
  const database = new DatabaseSync(path);
  database.exec(
    `UPDATE tasks SET status = 'succeeded', outcome = '{"outputs": 3}' WHERE position = 1`,
  );
  database.close();
  const after = openHistory(path);
  expect(after.tasksOf('batch-1').map(({ task }) => task.id)).toEqual(['task-2']);
  after.close();
});
