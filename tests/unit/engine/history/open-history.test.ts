import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { foldSomeNames } from '../../../../src/engine/history/folded-names.ts';
import { openDatabase } from '../../../../src/engine/history/database.ts';
import { createSqliteHistory } from '../../../../src/engine/history/sqlite-history.ts';
import { migrations } from '../../../../src/engine/history/schema.ts';
import { openHistory } from '../../../../src/engine/history/open-history.ts';
import { Watermark } from '../../../../src/shared/task/watermark.ts';
import { fill, sampleBatch, sampleTask } from '../../../support/sample-tasks.ts';
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

test('a database with a damaged page is kept aside if it was not closed', () => {
  const folder = tempFolder();
  const path = join(folder, 'history.db');
  const before = openHistory(path);
  fill(
    before,
    Array.from({ length: 500 }, (_, index) => sampleTask(index + 1)),
  );
  before.close();
  const database = new DatabaseSync(path);
  database.exec(`UPDATE counters SET last_end = 'unclean'`);
  database.close();
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
  expect(after.tasksOf('batch-1', { after: -1, limit: 1000 }).map(({ task }) => task.id)).toEqual([
    'task-2',
  ]);
  after.close();
});

test('a watermark that many batches have is stored once', () => {
  const path = join(tempFolder(), 'history.db');
  const history = openHistory(path);
  const watermark = Watermark.parse({ kind: 'picture', data: 'QUJD'.repeat(100_000) });
  const recipe = { ...sampleBatch().batch.recipe, watermark };
  for (let at = 0; at < 50; at += 1) history.addBatch(sampleBatch({ id: `batch-${at}`, recipe }));
  expect(history.findBatch('batch-49')?.batch.recipe).toEqual(recipe);
  history.close();
  expect(statSync(path).size).toBeLessThan(1_000_000);
  const after = openHistory(path);
  onTestFinished(() => after.close());
  expect(after.findBatch('batch-7')?.batch.recipe).toEqual(recipe);
});

/** A history from before names were kept folded, with 1,200 tasks whose names are not ASCII. */
function olderHistory(): string {
  const path = join(tempFolder(), 'history.db');
  const database = new DatabaseSync(path);
  const version = migrations.findIndex((migration) => migration.includes('folded_path'));
  database.exec(`
    ${migrations.slice(0, version).join(';')};
    PRAGMA user_version = ${version};
    INSERT INTO batches VALUES ('batch-1', 1, 't', 'drop', 1, 0, '{}', '{}', '[]', NULL);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
    INSERT INTO tasks (position, id, batch_id, number, status, source_path, name, shown_path, priority, counter,
      attempts, queued_at)
    SELECT i, 'task-' || i, 'batch-1', i, 'queued', CAST('/wörter/' || i || '.jpg' AS BLOB), i || '.jpg',
      '/wörter/' || i || '.jpg', 0, 0, 0, 1 FROM n;
    UPDATE counters SET last_position = 1200;
  `);
  database.close();
  return path;
}

test('names that an earlier version stored are found at once, and folded little by little', () => {
  const path = olderHistory();
  const { database } = openDatabase(path);
  const history = createSqliteHistory(database);
  onTestFinished(() => history.close());
  const unfolded = () =>
    database.prepare('SELECT count(*) AS n FROM tasks WHERE folded_path IS NULL').get()?.['n'];
  const found = () => history.search({ text: 'WÖRTER', before: null, limit: 1 }).total;
  expect([unfolded(), found()]).toEqual([1200, 1200]);
  const steps = [1, 2, 3].map(() => [foldSomeNames(database), unfolded(), found()]);
  expect(steps).toEqual([
    [true, 700, 1200],
    [true, 200, 1200],
    [false, 0, 1200],
  ]);
});
