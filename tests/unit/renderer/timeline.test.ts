import { expect, test } from 'vitest';
import { timelineSteps } from '../../../src/renderer/features/detail/timeline.tsx';
import { nothingLeftOut } from '../../../src/shared/task/batch.ts';
import { defaultPreset } from '../../../src/shared/task/preset.ts';
import { aDoneTask, aTask } from './a-task.ts';

const batch = {
  id: 'b1',
  number: 1,
  title: 'Pictures',
  origin: 'drop',
  createdAt: 0,
  isWalking: false,
  leftOut: nothingLeftOut,
  undoneAt: null,
  recipe: defaultPreset.recipe,
} as const;
const attempt = (number: number, endedAs: string) => ({
  attempt: number,
  startedAt: number * 10,
  finishedAt: number * 10 + 5,
  endedAs,
  log: null,
});

test('tells a crash, the second try and the end', () => {
  const task = aTask(1, {
    status: 'failed',
    failure: { code: 'output-unwritable', subject: '/mnt/card' },
    finishedAt: 25,
    durationMs: 5,
  });
  const attempts = [attempt(1, 'worker-crashed'), attempt(2, 'output-unwritable')];
  expect(timelineSteps({ task, batch, attempts }).map(({ words }) => words)).toEqual([
    'Added',
    'Started, attempt 1',
    'The decoder crashed.',
    'Started, attempt 2',
    'Thumbline cannot write to /mnt/card.',
  ]);
});

test('one attempt needs no number', () => {
  const detail = { task: aDoneTask(1, 10), batch, attempts: [attempt(1, 'succeeded')] };
  expect(timelineSteps(detail).map(({ words }) => words)).toEqual(['Added', 'Started', 'Done']);
});

test('says how long the task waited, how long each attempt took and who made it', () => {
  const task = { ...aDoneTask(1, 2600), queuedAt: 1000 };
  const attempts = [
    { ...attempt(1, 'worker-crashed'), startedAt: 1300, finishedAt: 1400, worker: 'process 7' },
    { ...attempt(2, 'succeeded'), startedAt: 1400, finishedAt: 2600 },
  ];
  expect(timelineSteps({ task, batch, attempts }).map(({ note }) => note)).toEqual([
    undefined,
    'Waited 300 ms, ran 100 ms on process 7',
    undefined,
    'Ran 1.2 s',
    undefined,
  ]);
});

test('a retried task waited anew, and a running attempt has no time yet', () => {
  const task = aTask(1, { status: 'running', startedAt: 9100, queuedAt: 9000, attempts: 2 });
  const attempts = [
    { ...attempt(1, 'timed-out'), startedAt: 10, finishedAt: 60 },
    { ...attempt(2, ''), startedAt: 9100, finishedAt: null, endedAs: null },
  ];
  const notes = timelineSteps({ task, batch, attempts }).map(({ note }) => note);
  expect(notes.filter((note) => note !== undefined)).toEqual(['Ran 50 ms', 'Waited 100 ms']);
});

test('an attempt during which the clock was set back took no negative time', () => {
  const attempts = [{ ...attempt(1, 'succeeded'), startedAt: 9_000_000, finishedAt: 1_000_000 }];
  const detail = { task: aDoneTask(1, 10), batch, attempts };
  expect(timelineSteps(detail)[1]?.note).toMatch(/ran 0 ms$/);
});
