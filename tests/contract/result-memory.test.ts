import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { openDatabase } from '../../src/engine/history/database.ts';
import { moveSomeResults } from '../../src/engine/history/earlier-results.ts';
import { migrations } from '../../src/engine/history/schema.ts';
import { createSqliteHistory } from '../../src/engine/history/sqlite-history.ts';
import { tempFolder } from '../support/temp-folder.ts';

const hash = 'a'.repeat(64);
const result = {
  sourcePath: '/p/\udce9.jpg',
  recipeHash: 'r1',
  fingerprint: '1:2:3:4',
  contentHash: hash,
  outputs: [{ path: '/p/thumbnails/\udce9.jpg', fingerprint: '9:9' }],
};

function setUp() {
  const path = join(tempFolder(), 'history.db');
  const open = () => {
    const history = openHistory(path);
    onTestFinished(() => history.close());
    return history;
  };
  return { open };
}

test('a result is known again after a restart, whatever bytes its path has', () => {
  const { open } = setUp();
  const first = open();
  first.memory.remember(result);
  first.close();
  const { memory } = open();
  expect(memory.recall(result.sourcePath, 'r1')).toEqual(result);
  expect(memory.recall(result.sourcePath, 'r2')).toBe(null);
  expect(memory.outputsOf(result.sourcePath)).toEqual(result.outputs);
});

test('a newer result takes the place of the older one', () => {
  const { memory } = setUp().open();
  memory.remember(result);
  memory.remember({ ...result, fingerprint: 'new' });
  expect(memory.recall(result.sourcePath, 'r1')?.fingerprint).toBe('new');
});

test('a focal point stays until it is taken back', () => {
  const { memory } = setUp().open();
  expect([memory.hasFocalPoints, memory.focalPoint(hash)]).toEqual([false, null]);
  memory.saveFocalPoint(hash, { x: 0.25, y: 1 });
  expect([memory.hasFocalPoints, memory.focalPoint(hash)]).toEqual([true, { x: 0.25, y: 1 }]);
  memory.saveFocalPoint(hash, null);
  expect(memory.focalPoint(hash)).toBe(null);
});

test('how a picture was turned stays until it is taken back', () => {
  const { memory } = setUp().open();
  expect([memory.hasTurnings, memory.turning(hash)]).toEqual([false, null]);
  memory.saveTurning(hash, { turn: 270, flip: true });
  expect([memory.hasTurnings, memory.turning(hash)]).toEqual([true, { turn: 270, flip: true }]);
  memory.saveTurning(hash, null);
  expect([memory.hasTurnings, memory.turning(hash)]).toEqual([false, null]);
});

test('an outdated result still belongs to its source, but is not what would be made now', () => {
  const { memory } = setUp().open();
  memory.remember(result);
  memory.outdate('/p/other.jpg');
  expect(memory.recall(result.sourcePath, 'r1')).toEqual(result);
  memory.outdate(result.sourcePath);
  const outdated = { fingerprint: '', contentHash: null };
  expect(memory.recall(result.sourcePath, 'r1')).toEqual({ ...result, ...outdated });
  expect(memory.outputsOf(result.sourcePath)).toEqual(result.outputs);
});

test('a written file is known after a restart by how it was left, whatever bytes its path has', () => {
  const { open } = setUp();
  const first = open();
  const files = [
    { path: '/out/\udce9.jpg', fingerprint: '7:8' },
    { path: '/out/b.jpg', fingerprint: '1:2' },
  ];
  first.memory.noteWritten(files);
  first.memory.noteWritten([{ path: '/out/b.jpg', fingerprint: '3:4' }]);
  first.close();
  const { memory } = open();
  const known = ['/out/\udce9.jpg', '/out/b.jpg', '/out/c.jpg'].map((path) =>
    memory.writtenFingerprint(path),
  );
  expect(known).toEqual(['7:8', '3:4', null]);
});

test('what was written by no task is forgotten when something is cleared', async () => {
  const history = setUp().open();
  history.memory.noteWritten(result.outputs);
  await history.forgetUnused(() => false);
  expect(history.memory.writtenFingerprint(result.outputs[0]?.path ?? '')).toBe(null);
});

/** A database whose last migration is the one before `sql` is part of one. */
function olderDatabase(sql: string, addRows: (database: DatabaseSync) => void): string {
  const path = join(tempFolder(), 'history.db');
  const database = new DatabaseSync(path);
  const at = migrations.findIndex((migration) => migration.includes(sql));
  for (const migration of migrations.slice(0, at)) database.exec(migration);
  database.exec(`PRAGMA user_version = ${at}`);
  addRows(database);
  database.close();
  return path;
}

const stamped = (path: string, stamp: string) => JSON.stringify([{ path, stamp }]);

test('results of a database from before written files are known as written', () => {
  const path = olderDatabase('CREATE TABLE written_files', (database) => {
    const insert = database.prepare(`INSERT INTO results VALUES (?, 'r1', 's', '', ?)`);
    insert.run(Buffer.from('/p/u.jpg'), stamped('/out/ü.jpg', '7:8'));
    insert.run(Buffer.from('/p/a.jpg'), stamped('/p/a.jpg', '9:9'));
    insert.run(Buffer.from('/p/b.jpg'), 'no JSON');
  });
  const history = openHistory(path);
  onTestFinished(() => history.close());
  const known = ['/out/ü.jpg', '/p/a.jpg'].map((one) => history.memory.writtenFingerprint(one));
  expect(known).toEqual(['7:8', null]);
});

/** A million results in small: each of a task but the last 10, with a file that was touched since. */
function withResultsOfSources(count: number): string {
  return olderDatabase('earlier_results', (database) => {
    database.exec(`
      INSERT INTO batches VALUES ('batch-1', 1, 'holiday', 'drop', 1000, 0, '{}', '{}', '[]', NULL);
      WITH RECURSIVE counting (at) AS (VALUES (1) UNION ALL SELECT at + 1 FROM counting WHERE at < ${count})
      INSERT INTO results
      SELECT CAST('/p/' || at AS BLOB), 'r' || (at % 2), 's', '', json_array(json_object('path', '/out/' || at, 'stamp', 'old'))
      FROM counting;
      INSERT INTO written_files
      SELECT CAST('/out/' || CAST(substr(source_path, 4) AS TEXT) AS BLOB), 'new', source_path FROM results;
      INSERT INTO tasks (position, id, batch_id, number, status, source_path, name, shown_path, priority, counter, attempts,
        queued_at, finished_at)
      SELECT at, 'task-' || at, 'batch-1', at, 'cancelled', CAST('/p/' || at AS BLOB), '', '', 0, at, 0, 1000, 5000
      FROM (SELECT CAST(CAST(substr(source_path, 4) AS TEXT) AS INTEGER) AS at FROM results) WHERE at <= ${count - 10};
      UPDATE counters SET last_position = ${count - 10};`);
  });
}

test('results of a database from before go to their tasks little by little, and are known all the while', async () => {
  const count = 1300;
  const { database } = openDatabase(withResultsOfSources(count));
  const history = createSqliteHistory(database);
  onTestFinished(() => history.close());
  const { memory } = history;
  const asked = Array.from({ length: count / 10 }, (_, index) => (index + 1) * 10);
  const known = () =>
    asked.filter(
      (at) =>
        memory.recall(`/p/${at}`, `r${at % 2}`) !== null &&
        memory.writtenFingerprint(`/out/${at}`) !== null,
    ).length;
  const touched = () => ['/out/7', '/out/1295'].map((path) => memory.writtenFingerprint(path));
  const left = () => database.prepare('SELECT count(*) AS n FROM earlier_results').get()?.['n'];
  expect([left(), known(), touched()[0]]).toEqual([count - 500, 130, 'new']);
  memory.noteWritten([{ path: '/out/7', fingerprint: 'newest' }]);
  while (moveSomeResults(database)) expect([known(), touched()[0]]).toEqual([130, 'newest']);
  expect([left(), known(), touched()]).toEqual([0, 130, ['newest', 'new']]);
  const step = { settledBefore: 6000, after: -1, last: 200, limit: 1000, isUsed: () => false };
  history.forgetSome(step);
  expect(known()).toBe(110);
  // Those of no task go, too.
  await history.forgetUnused(() => false);
  expect(known()).toBe(109);
});

test('a history that is cleared before its results were given to their tasks forgets these, too', async () => {
  const history = openHistory(withResultsOfSources(1300));
  onTestFinished(() => history.close());
  const step = { settledBefore: 6000, after: -1, last: 200, limit: 1000, isUsed: () => false };
  history.forgetSome(step);
  await history.forgetUnused(() => false);
  const known = [1, 200, 201, 1290, 1291].map(
    (at) => history.memory.recall(`/p/${at}`, `r${at % 2}`) !== null,
  );
  expect(known).toEqual([false, false, true, true, false]);
});
