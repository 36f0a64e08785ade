import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openLostHistory } from '../../../../src/engine/history/lost-history.ts';
import { openSalvage } from '../../../../src/engine/history/salvage.ts';
import {
  beginWithHistory,
  openHistory,
  type SetAside,
} from '../../../../src/engine/history/open-history.ts';
import { asFailed } from '../../../../src/engine/ledger/transitions.ts';
import { failure } from '../../../../src/shared/task/failure.ts';
import { fill, sampleOutput, sampleTask } from '../../../support/sample-tasks.ts';
import { startEngine } from '../../../support/start-engine.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const thread = new URL('../../../../src/engine/history/history-thread.ts', import.meta.url);
const upkeep = { thread, onNotice: () => undefined };

const change = (path: string, sql: string) => {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
};

const partsIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.part'));

/** 1,000 tasks, the first of which has failed. */
function closedHistory(): string {
  const path = join(tempFolder(), 'history.db');
  const history = openHistory(path);
  fill(
    history,
    Array.from({ length: 1000 }, (_, index) => sampleTask(index + 1)),
  );
  const ending = { finishedAt: 2000, durationMs: 7 };
  history.saveTasks([asFailed(sampleTask(1).task, ending, failure('file-missing'))]);
  history.close();
  return path;
}

function setAsideOf(path: string): SetAside {
  const history = openHistory(path);
  history.close();
  if (!history.setAside) throw new Error('the history was used');
  return history.setAside;
}

function readLost(path: string) {
  const look = openSalvage(path);
  const work = look({ kind: 'work' });
  const tasks = look({ kind: 'tasks', after: -1, limit: 2000 });
  return {
    work: work && 'batches' in work ? work : null,
    tasks: tasks === null || 'batches' in tasks || 'attempts' in tasks ? [] : tasks,
  };
}

const faults: readonly (readonly [string, SetAside['reason'], (path: string) => void])[] = [
  ['a newer version made', 'newer', (path) => change(path, 'PRAGMA user_version = 99')],
  [
    'is half as long as it was',
    'damaged',
    // A disk loses whole blocks.
    (path) => truncateSync(path, Math.floor(readFileSync(path).length / 8192) * 4096),
  ],
  [
    'has damaged pages',
    'damaged',
    (path) => {
      change(path, `UPDATE counters SET last_end = 'damaged'`);
      const bytes = readFileSync(path);
      const at = bytes.indexOf('IMG_500.jpg');
      const page = at - (at % 4096);
      writeFileSync(path, bytes.fill(0x55, page, page + 2 * 4096));
    },
  ],
];

test.each(faults)('what waited in a history that %s is found again', (_, reason, harm) => {
  const path = closedHistory();
  harm(path);
  const setAside = setAsideOf(path);
  const { work, tasks } = readLost(setAside.path);
  expect(setAside.reason).toBe(reason);
  expect(work?.batches.map(({ stored }) => [stored.batch.title, stored.roots])).toEqual([
    ['holiday', ['/photos/holiday']],
  ]);
  // Each as it was, and most of them.
  expect(tasks.length).toBeGreaterThan(reason === 'newer' ? 999 : 100);
  expect(work?.waitingCount).toBe(tasks.filter(({ task }) => task.status === 'queued').length);
  for (const stored of tasks.slice(1)) expect(stored).toEqual(sampleTask(stored.task.position));
});

test('a task of which a part was never written is not brought back', () => {
  const path = closedHistory();
  change(path, `UPDATE tasks SET root = zeroblob(9) WHERE position = 500`);
  change(path, `UPDATE tasks SET source_path = x'2f6100' WHERE position = 501`);
  change(path, 'PRAGMA user_version = 99');
  const { tasks } = readLost(setAsideOf(path).path);
  const positions = tasks.map(({ task }) => task.position);
  expect([positions.length, positions.includes(500), positions.includes(501)]).toEqual([
    998,
    false,
    false,
  ]);
});

test('a task is not brought back whose row says two things of where its picture is', () => {
  const path = closedHistory();
  change(path, `UPDATE tasks SET root = CAST('/elsewhere' AS BLOB) WHERE position = 500`);
  change(
    path,
    `UPDATE tasks SET source_path = CAST('/photos/holiday/x.jpg' AS BLOB) WHERE position = 501`,
  );
  change(path, `UPDATE tasks SET name = 'x.jpg' WHERE position = 502`);
  change(path, 'PRAGMA user_version = 99');
  const positions = readLost(setAsideOf(path).path).tasks.map(({ task }) => task.position);
  expect(positions).toHaveLength(997);
  expect(positions.filter((position) => position >= 500 && position <= 502)).toEqual([]);
});

test('of what is no database nothing can be read', () => {
  const path = join(tempFolder(), 'history.db');
  writeFileSync(path, 'this was never a database, whatever its name says');
  expect(readLost(setAsideOf(path).path)).toEqual({ work: null, tasks: [] });
});

test('a history whose damage is only met when work begins is put aside as well', () => {
  const path = closedHistory();
  const begun: number[] = [];
  const { history, work } = beginWithHistory(path, upkeep, ({ lastPosition }) => {
    begun.push(lastPosition);
    if (lastPosition > 0) throw Object.assign(new Error('malformed'), { errcode: 11 });
    return 'works';
  });
  onTestFinished(() => history.close());
  expect([work, begun, history.setAside?.reason]).toEqual(['works', [1000, 0], 'damaged']);
});

test('unfinished batches of a lost history go on where they were, however often they are brought back', async () => {
  const first = startEngine();
  const [a = '', b = '', c = '', found = ''] = first.addFiles(
    'a.jpg',
    'b.jpg',
    'c.jpg',
    'album/d.jpg',
  );
  await first.enqueue([a, b, c, join(first.folder, 'album')], { conflict: 'skip-unchanged' });
  await (await first.pool.attempt(0)).finish();
  await (await first.pool.attempt(1)).beginToWrite();
  await first.engine.close();
  change(join(first.folder, 'history.db'), 'PRAGMA user_version = 99');

  const { folder } = first;
  const setAside = setAsideOf(join(folder, 'history.db'));
  const second = startEngine({ folder });
  second.pool.finishEverything();
  const lost = openLostHistory(setAside.path, thread);
  onTestFinished(() => lost.close());
  const { batches = [] } = (await lost.work()) ?? {};
  expect(await second.engine.adopt({ batches, tasks: lost.tasks(), attempts: [] })).toBe(2);
  expect(await second.engine.adopt({ batches, tasks: lost.tasks(), attempts: [] })).toBe(0);
  const walk = await second.walker.nextWalk(0);
  walk.find([found]);
  walk.end();
  await second.engine.settled(batches[0]?.stored.batch.id ?? '');
  expect(second.pool.attempts.map(({ sourcePath }) => sourcePath)).toEqual([b, c, found]);
  expect(second.tasks()).toMatchObject([
    { sourcePath: a, status: 'succeeded', attempts: 1 },
    { sourcePath: b, status: 'succeeded', attempts: 2 },
    { sourcePath: c, status: 'succeeded', attempts: 1 },
    { sourcePath: found, status: 'succeeded', attempts: 1 },
  ]);
});

test('what attempts of a lost history left is removed, what they had in place is not made again, and no file of others is touched', async () => {
  const first = startEngine({ concurrency: 3 });
  const [half = '', whole = '', strange = ''] = first.addFiles('a.jpg', 'b.jpg', 'c.jpg');
  await first.enqueue([half, whole, strange]);
  for (const at of [0, 1, 2]) await (await first.pool.attempt(at)).beginToWrite();
  const path = join(tempFolder(), 'history.db');
  change(join(first.folder, 'history.db'), `VACUUM INTO '${path}'`);
  const thumbnails = join(first.folder, 'thumbnails');
  const ofTask = (source: string) =>
    `task_id = '${first.tasks().find(({ sourcePath }) => sourcePath === source)?.id}'`;
  const outputs = [{ ...sampleOutput, path: join(thumbnails, 'b.jpg') }];
  writeFileSync(join(thumbnails, 'b.jpg'), 'a picture');
  const made = JSON.stringify({
    source: { format: 'jpeg', width: 9, height: 9 },
    outputs,
    notes: [],
  });
  change(
    path,
    `UPDATE attempts SET made = '${made}', aside_paths = '[null]' WHERE ${ofTask(whole)}`,
  );
  change(path, `UPDATE attempts SET aside_paths = '["${strange}"]' WHERE ${ofTask(strange)}`);
  change(path, 'PRAGMA user_version = 99');

  const { folder } = first;
  const second = startEngine({ folder, historyPath: path });
  const setAside = readdirSync(dirname(path)).find(
    (name) => name.includes('.aside-') && name.endsWith('.db'),
  );
  const lost = openLostHistory(join(dirname(path), setAside ?? ''), thread);
  onTestFinished(() => lost.close());
  const { batches = [] } = (await lost.work()) ?? {};
  const attempts = await lost.attempts();
  const before = partsIn(thumbnails);
  expect(await second.engine.adopt({ batches, tasks: lost.tasks(), attempts })).toBe(2);
  second.pool.finishEverything();
  await second.engine.settled(batches[0]?.stored.batch.id ?? '');
  // Whose row names a file that is none of ours keeps what it left.
  expect([before.length, partsIn(thumbnails).length, existsSync(strange)]).toEqual([3, 2, true]);
  expect(second.pool.attempts.map(({ sourcePath }) => sourcePath)).toEqual([half, strange]);
  expect(second.statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
});
