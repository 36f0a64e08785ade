import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openHistory } from '../../../../src/engine/history/open-history.ts';
import { createLedger, type Ledger } from '../../../../src/engine/ledger/ledger.ts';
import {
  asCancelled,
  asQueued,
  asRunning,
  asMade,
} from '../../../../src/engine/ledger/transitions.ts';
import type { HistoryStore } from '../../../../src/engine/ports.ts';
import type { Change } from '../../../../src/shared/task/change.ts';
import { Watermark } from '../../../../src/shared/task/watermark.ts';
import { sampleBatch } from '../../../support/sample-tasks.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const ending = { finishedAt: 5, durationMs: 1 };
const made = { source: { format: 'jpeg', width: 1, height: 1 }, outputs: [], notes: [] };

function setUp(flush: HistoryStore['flush'] = null) {
  const opened = openHistory(':memory:');
  onTestFinished(() => opened.close());
  const history: HistoryStore = new Proxy(opened, {
    get: (store, name) => (name === 'flush' ? flush : Reflect.get(store, name)),
  });
  const ledger = createLedger(history, { isPaused: false, concurrency: 2 });
  const announced: (readonly Change[])[] = [];
  ledger.subscribe((changes) => announced.push(changes));
  const { batch, roots } = sampleBatch();
  const batchId = ledger.addBatch(batch, roots).id;
  const add = (count: number) => {
    const files = Array.from({ length: count }, (_, index) => ({
      path: `/p/${index}.jpg`,
      root: null,
      sizeBytes: 1,
    }));
    const added = ledger.addTasks(batchId, { files, priority: 0, firstCounter: 1 });
    return added.map(({ task }) => task.id);
  };
  return { history, ledger, announced, batchId, add };
}

test('five hundred files are one announcement with five hundred numbers', () => {
  const { announced, add } = setUp();
  add(500);
  const numbers = announced.at(-1)?.map(({ number }) => number) ?? [];
  expect([announced.length, new Set(numbers).size]).toEqual([2, 500]);
});

test('what is announced is stored already', () => {
  const { history, ledger, add } = setUp();
  const stored: unknown[] = [];
  ledger.subscribe(([change]) => {
    if (change?.kind === 'task') stored.push(history.find(change.task.id)?.task);
  });
  const [taskId = ''] = add(1);
  ledger.changeTasks([taskId], (task) => asRunning(task, 3));
  expect(stored).toMatchObject([{ status: 'queued' }, { status: 'running', attempts: 1 }]);
});

test('nobody is told that a task was added or done before the disk has it', async () => {
  const flushes: (() => void)[] = [];
  const { ledger, announced, batchId, add } = setUp(
    () => new Promise((resolve) => flushes.push(resolve)),
  );
  const [taskId = ''] = add(1);
  ledger.changeBatch(batchId, { isWalking: false });
  ledger.changeTasks([taskId], (task) => asRunning(task, 3));
  const told: string[] = [];
  const ended = ledger
    .changeByAttempt({ taskId, next: (task) => asMade(task, ending, made) }, true)
    .then(() => told.push('ended'));
  const settled = ledger.settled(batchId).then(() => told.push('settled'));
  await expect.poll(() => ledger.get(taskId)?.task.status).toBe('succeeded');
  expect([announced, told]).toEqual([[], []]);
  for (const at of [0, 1]) {
    await expect.poll(() => flushes.length).toBeGreaterThan(at);
    flushes[at]?.();
  }
  await expect.poll(() => announced.at(-1)).toMatchObject([{ task: { status: 'succeeded' } }]);
  for (let at = 2; told.length < 2; at += 1) {
    await expect.poll(() => flushes.length > at || told.length === 2).toBe(true);
    flushes[at]?.();
  }
  await Promise.all([ended, settled]);
});

test('a transition that is not legal throws, and nothing is stored or announced', () => {
  const { history, ledger, announced, add } = setUp();
  const [first = '', second = ''] = add(2);
  const before = announced.length;
  ledger.changeTasks([second], (task) => asRunning(task, 3));
  expect(() => ledger.changeTasks([second, first], (task) => asMade(task, ending, made))).toThrow(
    'from queued to succeeded',
  );
  expect(history.find(second)?.task.status).toBe('running');
  expect(announced.length).toBe(before + 1);
});

test('what the history refuses is not in memory either', () => {
  const { history, ledger, announced, add } = setUp();
  const [taskId = ''] = add(1);
  const before = announced.length;
  history.close();
  expect(() => ledger.changeTasks([taskId], (task) => asCancelled(task, ending))).toThrow();
  expect([ledger.get(taskId)?.task.status, announced.length]).toEqual(['queued', before]);
});

test('numbers only rise, whatever changes', () => {
  const { ledger, announced, batchId, add } = setUp();
  const taskIds = add(3);
  ledger.setQueue({ isPaused: true, concurrency: 4 });
  ledger.changeTasks(taskIds, (task) => asCancelled(task, ending));
  ledger.changeBatch(batchId, { isWalking: false });
  ledger.drop(taskIds);
  const numbers = announced.flat().map(({ number }) => number);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(ledger.snapshot().number).toBe(numbers.at(-1));
});

test('pages follow the order in which tasks were added', () => {
  const { ledger, add } = setUp();
  const taskIds = add(5);
  const first = ledger.listAfter(-1, 2);
  expect(first.tasks.map(({ id }) => id)).toEqual(taskIds.slice(0, 2));
  const second = ledger.listAfter(first.next ?? 0, 2);
  const last = ledger.listAfter(second.next ?? 0, 2);
  expect(last.tasks.map(({ id }) => id)).toEqual(taskIds.slice(4));
  expect(last.next).toBeNull();
});

test('pages leave out what was dropped, however much that is', () => {
  const { ledger, add } = setUp();
  const taskIds = add(4000);
  ledger.changeTasks(taskIds, (task) => asCancelled(task, ending));
  ledger.drop(taskIds.filter((_, index) => index % 1000 !== 0));
  const { tasks, next } = ledger.listAfter(-1, 100);
  expect(tasks.map(({ position }) => position)).toEqual([1, 1001, 2001, 3001]);
  expect([next, ledger.snapshot().taskCount]).toEqual([null, 4]);
});

test('a snapshot says how far its tasks go, so that what comes later is read from changes alone', () => {
  const { ledger, add } = setUp();
  expect(ledger.snapshot().lastPosition).toBe(-1);
  add(3);
  const { lastPosition } = ledger.snapshot();
  add(2);
  const { tasks } = ledger.listAfter(-1, 10);
  expect(tasks.filter(({ position }) => position <= lastPosition)).toHaveLength(3);
});

test('a task taken up from the history is in its old place', () => {
  const { history, ledger, add } = setUp();
  const taskIds = add(3);
  const [, middle = ''] = taskIds;
  ledger.changeTasks([middle], (task) => asCancelled(task, ending));
  ledger.drop([middle]);
  const stored = history.find(middle);
  ledger.restore([], stored ? [stored] : []);
  ledger.changeTasks([middle], (task) => asQueued(task, 9));
  expect(ledger.listAfter(-1, 9).tasks.map(({ id }) => id)).toEqual(taskIds);
});

test('a file is known as a source as long as any task on the queue reads it', () => {
  const { ledger, add } = setUp();
  const [first = ''] = add(1);
  const [second = ''] = add(1);
  ledger.drop([first]);
  expect(ledger.hasSource('/p/0.jpg')).toBe(true);
  ledger.drop([second]);
  expect(ledger.hasSource('/p/0.jpg')).toBe(false);
});

test('nobody is told after they unsubscribed', () => {
  const { ledger, add } = setUp();
  let told = 0;
  const unsubscribe = ledger.subscribe(() => {
    told += 1;
  });
  unsubscribe();
  unsubscribe();
  add(1);
  expect(told).toBe(0);
});

/** Each has a watermark of its own making, as those have that come in one by one over HTTP. */
function addMarkedBatches(ledger: Ledger, count: number): readonly string[] {
  const { batch } = sampleBatch();
  return Array.from({ length: count }, () => {
    const data = Buffer.alloc(400_000, 'QUJD').toString('latin1');
    const watermark = Watermark.parse({ kind: 'picture', data });
    return ledger.addBatch({ ...batch, recipe: { ...batch.recipe, watermark } }, []).id;
  });
}

test('batches with the same watermark are told of without its picture, which is kept once', () => {
  const path = join(tempFolder(), 'history.db');
  const history = openHistory(path);
  const ledger = createLedger(history, { isPaused: false, concurrency: 2 });
  const announced: Change[] = [];
  ledger.subscribe((changes) => announced.push(...changes));
  const ids = addMarkedBatches(ledger, 100);
  expect(JSON.stringify(announced).length / ids.length).toBeLessThan(2000);
  expect(JSON.stringify(ledger.snapshot()).length / ids.length).toBeLessThan(2000);
  const watermark = ledger.findBatch(ids[99] ?? '')?.batch.recipe.watermark;
  const hash = watermark?.kind === 'stored' ? watermark.hash : '';
  expect(history.findMark(hash)).toHaveLength(400_000);
  history.close();
  expect(statSync(path).size).toBeLessThan(1_000_000);
  const after = openHistory(path);
  onTestFinished(() => after.close());
  expect(after.findBatch(ids[7] ?? '')?.batch.recipe.watermark).toEqual(watermark);
  expect(after.findMark(hash)).toHaveLength(400_000);
});

test('the picture of a watermark goes when no batch has it any more', async () => {
  const { history, ledger } = setUp();
  const [id = ''] = addMarkedBatches(ledger, 1);
  const watermark = ledger.findBatch(id)?.batch.recipe.watermark;
  const hash = watermark?.kind === 'stored' ? watermark.hash : '';
  expect(history.findMark(hash)).not.toBeNull();
  ledger.changeBatch(id, { isWalking: false });
  await history.forgetUnused(() => false);
  expect(history.findMark(hash)).toBeNull();
});
