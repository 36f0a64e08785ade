import { expect, onTestFinished, test } from 'vitest';
import { openHistory } from '../../../src/engine/history/open-history.ts';
import { asFailed, asMade, asRunning } from '../../../src/engine/ledger/transitions.ts';
import type { HistoryStore } from '../../../src/engine/ports.ts';
import { undoBatch } from '../../../src/engine/undo/undo-batch.ts';
import { failure } from '../../../src/shared/task/failure.ts';
import { ok } from '../../../src/shared/result.ts';
import { fill, sampleOutput, sampleTask } from '../../support/sample-tasks.ts';

/** A batch of tasks that failed, or each of which made a file that is gone since. */
function largeBatch(count: number, hasOutputs: boolean): HistoryStore {
  const history = openHistory(':memory:');
  onTestFinished(() => history.close());
  const stored = Array.from({ length: count }, (_, index) => sampleTask(index + 1));
  fill(history, stored);
  const ending = { finishedAt: 5000, durationMs: 1 };
  const source = { format: 'jpeg' as const, width: 40, height: 30 };
  const made = { source, outputs: [{ ...sampleOutput, path: '/gone/a.jpg' }], notes: [] };
  history.saveTasks(
    stored.map(({ task }) => {
      const running = asRunning(task, 2000);
      return hasOutputs
        ? asMade(running, ending, made)
        : asFailed(running, ending, failure('internal'));
    }),
  );
  return history;
}

const trash = {
  put: () => Promise.reject(new Error('nothing goes there')),
  restore: () => Promise.resolve(false),
};

const order = (history: HistoryStore) => ({
  history,
  trash,
  memory: history.memory,
  batchId: 'batch-1',
  isOver: () => true,
});

test('others get their turn while a large batch is undone', async () => {
  const history = largeBatch(1000, false);
  let turn = 0;
  let isDone = false;
  const count = () => {
    turn += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const readInTurn = new Map<number, number>();
  const watched: HistoryStore = {
    ...history,
    tasksOf(batchId, page) {
      const found = history.tasksOf(batchId, page);
      readInTurn.set(turn, (readInTurn.get(turn) ?? 0) + found.length);
      return found;
    },
  };
  await undoBatch(order(watched), () => undefined);
  isDone = true;
  const read = [...readInTurn.values()];
  expect(read.reduce((sum, some) => sum + some)).toBe(1000);
  expect(Math.max(...read)).toBeLessThanOrEqual(250);
});

test('a report names the first files that stayed, and whoever listens hears of all', async () => {
  const heard: string[] = [];
  const report = await undoBatch(
    { ...order(largeBatch(300, true)), onRefused: ({ reason }) => void heard.push(reason) },
    () => undefined,
  );
  expect(report).toMatchObject(ok({ trashedCount: 0, refusedCount: 300 }));
  expect(report.ok && report.value.refused).toHaveLength(100);
  expect(heard).toEqual(Array.from({ length: 300 }, () => 'gone'));
});
