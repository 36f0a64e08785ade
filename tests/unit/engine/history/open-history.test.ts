import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { foldSomeNames } from '../../../../src/engine/history/folded-names.ts';
import { openDatabase } from '../../../../src/engine/history/database.ts';
import { createSqliteHistory } from '../../../../src/engine/history/sqlite-history.ts';
import { migrations } from '../../../../src/engine/history/schema.ts';
import { openHistory } from '../../../../src/engine/history/open-history.ts';
import { nothingLeftOut } from '../../../../src/shared/task/batch.ts';
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

test('the pictures of watermarks from before batches named them are found by their batches', () => {
  const path = join(tempFolder(), 'history.db');
  const database = new DatabaseSync(path);
  const version = migrations.findIndex((migration) => migration.includes('$.watermark.stored'));
  database.exec(`${migrations.slice(0, version).join(';')}; PRAGMA user_version = ${version};`);
  const placement = { position: 'top', size: 25, opacity: 60, margin: 3 };
  const insert = database.prepare('INSERT INTO watermarks VALUES (?, ?)');
  const hashOf = (letter: string) => letter.repeat(64);
  insert.run(hashOf('a'), JSON.stringify({ kind: 'picture', data: 'QUJD', ...placement }));
  insert.run(hashOf('b'), JSON.stringify({ kind: 'text', text: '©', ...placement }));
  const { recipe } = sampleBatch().batch;
  for (const letter of ['a', 'b']) {
    const stored = JSON.stringify({ ...recipe, watermark: { stored: hashOf(letter) } });
    database
      .prepare(`INSERT INTO batches VALUES (?, 1, 't', 'drop', 1, 0, ?, ?, '[]', NULL)`)
      .run(letter, JSON.stringify(nothingLeftOut), stored);
  }
  database.close();
  const history = openHistory(path);
  onTestFinished(() => history.close());
  const markOf = (batchId: string) => history.findBatch(batchId)?.batch.recipe.watermark;
  expect([markOf('a'), markOf('b')]).toEqual([
    { kind: 'stored', hash: hashOf('a'), ...placement },
    { kind: 'text', text: '©', ...placement },
  ]);
  expect(history.findMark(hashOf('a'))).toBe('QUJD');
});

test('what an earlier version knew of files of which others failed is still known', () => {
  const path = join(tempFolder(), 'history.db');
  const database = new DatabaseSync(path);
  const version = migrations.findIndex((migration) => migration.includes('"stamps":'));
  database.exec(`${migrations.slice(0, version).join(';')}; PRAGMA user_version = ${version};`);
  const output = { name: 'small', path: '/p/"stamps":{.jpg', format: 'jpeg', sizeBytes: 3 };
  const outputs = [{ ...output, width: 1, height: 1 }];
  const stamps = { source: '1:2:3:4', outputs: ['5:6'] };
  const partly = { outputs, failedOutputs: ['large'], stamps };
  database
    .prepare(`INSERT INTO batches VALUES ('batch-1', 1, 't', 'drop', 1, 0, ?, '{}', '[]', NULL)`)
    .run(JSON.stringify(nothingLeftOut));
  database
    .prepare(
      `INSERT INTO tasks (position, id, batch_id, number, status, source_path, name, shown_path, priority, counter,
        attempts, queued_at, finished_at, outcome)
      VALUES (1, 'task-1', 'batch-1', 1, 'failed', CAST('/a.jpg' AS BLOB), 'a.jpg', '/a.jpg', 0, 1, 1, 1, 2, ?)`,
    )
    .run(JSON.stringify({ failure: { code: 'disk-full', subject: null }, partly }));
  database.close();
  const history = openHistory(path);
  onTestFinished(() => history.close());
  expect(history.find('task-1')?.task).toMatchObject({
    partly: { outputs, failedOutputs: ['large'], fingerprints: stamps },
  });
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
