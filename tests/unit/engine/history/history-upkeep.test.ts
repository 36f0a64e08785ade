import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as laterTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createHistoryAccess } from '../../../../src/engine/history/history-access.ts';
import { openHistory } from '../../../../src/engine/history/open-history.ts';
import { asCancelled } from '../../../../src/engine/ledger/transitions.ts';
import type { HistoryStore, StoredTask } from '../../../../src/engine/ports.ts';
import type { ClearingNews } from '../../../../src/shared/task/history.ts';
import { fill, sampleBatch, sampleTask } from '../../../support/sample-tasks.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const thread = new URL('../../../../src/engine/history/history-thread.ts', import.meta.url);
const idleThread = new URL('data:text/javascript,setInterval(() => undefined, 60_000)');
const deadThread = new URL('file:///nowhere/history-thread.js');

const fourMegabytes = 4 * 1024 * 1024;

function sampleTasks(first: number, count: number): StoredTask[] {
  return Array.from({ length: count }, (_, index) => sampleTask(first + index));
}

/** Adds tasks until the log is this long, with no turn of the event loop in between. Answers how long it got. */
function growLog(history: HistoryStore, path: string, bytes: number): number {
  for (let at = 1; at < 100_000; at += 500) {
    history.addTasks(sampleTasks(at, 500));
    const { size } = statSync(`${path}-wal`);
    if (size >= bytes) return size;
  }
  return 0;
}

function openWith(entry: URL, path = join(tempFolder(), 'history.db')) {
  const notices: string[] = [];
  const onNotice = (notice: string) => void notices.push(notice);
  const history = openHistory(path, { thread: entry, onNotice });
  onTestFinished(() => history.close());
  return { history, path, notices };
}

/** A closed history that counts as never closed. */
function unclosedHistory(): string {
  const path = join(tempFolder(), 'history.db');
  const history = openHistory(path);
  fill(history, sampleTasks(1, 500));
  history.close();
  const database = new DatabaseSync(path);
  database.exec(`UPDATE counters SET last_end = 'unclean'`);
  database.close();
  return path;
}

function damage(path: string, firstPage: number, lastPage: number): void {
  writeFileSync(path, readFileSync(path).fill(0x55, 4096 * firstPage, 4096 * lastPage));
}

test('the write-ahead log is moved into the database once it is 4 MB long', async () => {
  const { history, path } = openWith(thread);
  history.addBatch(sampleBatch());
  growLog(history, path, fourMegabytes);
  await expect.poll(() => statSync(path).size).toBeGreaterThan(1024 * 1024);
});

test('the thread that writes never does a checkpoint while there is another for it', () => {
  const { history, path } = openWith(idleThread);
  history.addBatch(sampleBatch());
  const before = statSync(path).size;
  expect(growLog(history, path, 2 * fourMegabytes)).toBeGreaterThan(fourMegabytes);
  expect(statSync(path).size).toBe(before);
});

test('attempts wait while a long log is moved, and not for a short one', async () => {
  const { history, path } = openWith(idleThread);
  history.addBatch(sampleBatch());
  growLog(history, path, fourMegabytes);
  expect(history.writable()).toBe(null);
  for (let megabytes = 0; megabytes < 16; megabytes += 1)
    history.keepMark({ hash: `mark ${megabytes}`, data: 'a'.repeat(1024 * 1024) });
  const moved = history.writable();
  expect(moved).not.toBe(null);
  history.close();
  await moved;
});

test('SQLite does its checkpoints itself again when the thread is dead', async () => {
  const { history, path } = openWith(deadThread);
  history.addBatch(sampleBatch());
  growLog(history, path, fourMegabytes);
  const database = statSync(path).size;
  let next = 100_000;
  await expect
    .poll(() => {
      history.addTasks(sampleTasks((next += 10), 10));
      return statSync(path).size;
    })
    .toBeGreaterThan(database);
});

test('closing leaves no write-ahead log', () => {
  const { history, path } = openWith(thread);
  fill(history, sampleTasks(1, 500));
  history.close();
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  expect(log?.size ?? 0).toBe(0);
  const after = openHistory(path);
  expect(after.find('task-500')).toEqual(sampleTask(500));
  after.close();
});

test('a history that was closed is not read through when it is opened', () => {
  const path = unclosedHistory();
  openHistory(path).close();
  damage(path, 15, 20);
  const { history, notices } = openWith(thread, path);
  expect([history.notice, notices]).toEqual([null, []]);
});

test('damage after an unclean end is told, and the next start keeps the history aside', async () => {
  const path = unclosedHistory();
  damage(path, 15, 20);
  const { history, notices } = openWith(thread, path);
  expect(history.notice).toBe(null);
  await expect.poll(() => notices).toEqual([expect.stringMatching(/^Part of the history/)]);
  history.close();
  const next = openHistory(path);
  onTestFinished(() => next.close());
  expect(next.notice).toMatch(/^The history could not be read and was put aside/);
});

const everything = { text: '', before: null, limit: 2 };

test('a search is made in a thread, and sees what was just stored', async () => {
  const { history } = openWith(thread);
  fill(history, sampleTasks(1, 5));
  expect(await history.searchAsync(everything)).toEqual(history.search(everything));
  expect((await history.searchAsync(everything)).total).toBe(5);
});

test('the newest tasks are there before the thread has started', async () => {
  const { history } = openWith(idleThread);
  fill(history, sampleTasks(1, 5));
  const query = { ...everything, counts: false };
  expect(await history.searchAsync(query)).toEqual(history.search(query));
});

test('searches of a dead thread are made all the same', async () => {
  const { history } = openWith(deadThread);
  fill(history, sampleTasks(1, 5));
  const searches = [everything, { ...everything, text: 'nowhere' }];
  const pages = await Promise.all(searches.map((query) => history.searchAsync(query)));
  expect(pages.map(({ total }) => total)).toEqual([5, 0]);
});

test('a page does not wait for a count that nobody asked for', () => {
  const { history } = openWith(thread);
  fill(history, sampleTasks(1, 5));
  const page = history.search({ ...everything, counts: false });
  expect([page.tasks.length, page.total]).toEqual([2, null]);
  // What ends before the page is full is counted as it is.
  expect(history.search({ ...everything, limit: 6, counts: false }).total).toBe(5);
});

/** Ends each of them, with a result that is remembered. */
function settleAll(history: HistoryStore, stored: readonly StoredTask[]): void {
  const ending = { finishedAt: 5000, durationMs: 1 };
  for (const { task } of stored) {
    const known = { recipeHash: 'r', fingerprint: 's', contentHash: null, outputs: [] };
    history.memory.remember({ sourcePath: task.sourcePath, ...known }, task.position);
  }
  history.saveTasks(stored.map(({ task }) => asCancelled(task, ending)));
}

test('a long history is forgotten little by little, with what was made of its sources', async () => {
  const { history } = openWith(thread);
  const stored = sampleTasks(1, 260);
  fill(history, stored);
  settleAll(history, stored.slice(0, 250));
  const dropped: number[] = [];
  const access = createHistoryAccess(history, {
    hasSource: (path) => path === stored[0]?.task.sourcePath,
    drop: (taskIds) => void dropped.push(taskIds.length),
  });
  expect(await access.forgetHistory(6000)).toBe(250);
  expect(Math.max(...dropped)).toBeLessThanOrEqual(50);
  const recalled = stored.map(({ task }) => history.memory.recall(task.sourcePath, 'r') !== null);
  // The first one came in again meanwhile.
  expect(recalled.flatMap((isKnown, at) => (isKnown ? [at] : []))).toEqual([0]);
  expect(history.tasksOf('batch-1', { after: -1, limit: 1000 })).toHaveLength(10);
});

test('nothing more is forgotten once the engine is closed', async () => {
  const { history } = openWith(thread);
  const stored = sampleTasks(1, 200);
  fill(history, stored);
  settleAll(history, stored);
  const access = createHistoryAccess(history, {
    hasSource: () => false,
    drop: () => access.close(),
  });
  expect(await access.forgetHistory(6000)).toBe(50);
  expect(history.tasksOf('batch-1', { after: -1, limit: 1000 })).toHaveLength(150);
});

test('clearing waits while the log is being moved, since a write meanwhile would wait for the disk', async () => {
  const { history, path } = openWith(idleThread);
  history.addBatch(sampleBatch());
  growLog(history, path, fourMegabytes);
  settleAll(history, sampleTasks(1, 200));
  const dropped: number[] = [];
  const access = createHistoryAccess(history, {
    hasSource: () => false,
    drop: (taskIds) => void dropped.push(taskIds.length),
  });
  const forgetting = access.forgetHistory(6000);
  for (let turn = 0; turn < 20; turn += 1) await laterTurn();
  expect(dropped).toEqual([50]);
  access.close();
  history.close();
  expect(await forgetting).toBe(50);
});

test('clearing says how far it is, and what is left when it is cancelled stays', async () => {
  const { history } = openWith(thread);
  const stored = sampleTasks(1, 200);
  fill(history, stored);
  settleAll(history, stored);
  const access = createHistoryAccess(history, {
    hasSource: () => false,
    drop: () => undefined,
  });
  const cancelling = new AbortController();
  const told: ClearingNews[] = [];
  const onProgress = (news: ClearingNews) => {
    told.push(news);
    if (told.length === 2) cancelling.abort();
  };
  const { signal } = cancelling;
  expect(await access.forgetHistory(6000, { signal, onProgress })).toBe(100);
  expect(told).toEqual([
    { count: 50, fraction: expect.closeTo(0.25, 1) },
    { count: 100, fraction: expect.closeTo(0.5, 1) },
  ]);
  expect(history.tasksOf('batch-1', { after: -1, limit: 1000 })).toHaveLength(100);
  expect(await access.forgetHistory(6000, { onProgress })).toBe(100);
  expect(told.at(-1)).toEqual({ count: 100, fraction: 1 });
});
