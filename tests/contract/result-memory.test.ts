import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { openDatabase } from '../../src/engine/history/database.ts';
import { listSomeResults } from '../../src/engine/history/listed-results.ts';
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

test('a written file is known after a restart by how it was left, whatever bytes its path has', () => {
  const { open } = setUp();
  const first = open();
  const files = [
    { path: '/out/\udce9.jpg', fingerprint: '7:8' },
    { path: '/out/b.jpg', fingerprint: '1:2' },
  ];
  first.memory.noteWritten('/p/a.jpg', files);
  first.memory.noteWritten('/p/a.jpg', [{ path: '/out/b.jpg', fingerprint: '3:4' }]);
  first.close();
  const { memory } = open();
  const known = ['/out/\udce9.jpg', '/out/b.jpg', '/out/c.jpg'].map((path) =>
    memory.writtenFingerprint(path),
  );
  expect(known).toEqual(['7:8', '3:4', null]);
});

test('what was written of a source is forgotten with its last task', async () => {
  const history = setUp().open();
  history.memory.noteWritten('/p/a.jpg', result.outputs);
  await history.forgetUnused(() => false);
  expect(history.memory.writtenFingerprint(result.outputs[0]?.path ?? '')).toBe(null);
});

/** A database from before written files were known, in which each of these is a result. */
function olderDatabase(results: readonly (readonly [source: string, outputs: string])[]): string {
  const path = join(tempFolder(), 'history.db');
  const database = new DatabaseSync(path);
  const at = migrations.findIndex((sql) => sql.includes('CREATE TABLE written_files'));
  for (const sql of migrations.slice(0, at)) database.exec(sql);
  database.exec(`PRAGMA user_version = ${at}`);
  const insert = database.prepare('INSERT INTO results VALUES (?, ?, ?, ?, ?)');
  for (const [source, outputs] of results) insert.run(Buffer.from(source), 'r1', 's', '', outputs);
  database.close();
  return path;
}

test('results of a database from before are known as written', () => {
  const outputs = JSON.stringify([
    { path: '/out/ü.jpg', stamp: '7:8' },
    { path: '/p/a.jpg', stamp: '9:9' },
  ]);
  const path = olderDatabase([
    ['/p/a.jpg', outputs],
    ['/p/b.jpg', 'no JSON'],
  ]);
  const history = openHistory(path);
  onTestFinished(() => history.close());
  expect(['/out/ü.jpg', '/p/a.jpg'].map((one) => history.memory.writtenFingerprint(one))).toEqual([
    '7:8',
    null,
  ]);
});

test('many results of a database from before are listed little by little, and what is newer counts', () => {
  const count = 1200;
  const results = Array.from({ length: count }, (_, at) => {
    const outputs = JSON.stringify([{ path: `/out/${at}.jpg`, stamp: '1:1' }]);
    return [`/p/${at}.jpg`, outputs] as const;
  });
  const { database } = openDatabase(olderDatabase(results));
  const history = createSqliteHistory(database);
  onTestFinished(() => history.close());
  const listed = () => database.prepare('SELECT count(*) AS n FROM written_files').get()?.['n'];
  expect(listed()).toBe(500);
  history.memory.noteWritten('/p/999.jpg', [{ path: '/out/999.jpg', fingerprint: '2:2' }]);
  const steps = [1, 2, 3].map(() => listSomeResults(database));
  expect([steps, listed()]).toEqual([[true, true, false], count]);
  expect(history.memory.writtenFingerprint('/out/999.jpg')).toBe('2:2');
  expect(history.memory.writtenFingerprint('/out/0.jpg')).toBe('1:1');
});
