import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { runLease } from '../../../src/service/farm/lease-work.ts';
import { createInWork } from '../../../src/service/farm/in-work.ts';
import { leaseSize, packed } from '../../../src/service/farm/open-leases.ts';
import type { TakenJob } from '../../../src/service/farm/job-end.ts';
import type { WaitingJob } from '../../../src/service/farm/job.ts';
import { createTakenAway } from '../../../src/service/farm/taken-away.ts';
import { defaultPreset } from '../../../src/shared/task/preset.ts';

const { recipe } = defaultPreset;
const other = { ...recipe };
const waiting = (taskId: string, of = recipe, sizeBytes: number | null = 1000): WaitingJob => ({
  taskId,
  priority: 0,
  order: { version: 1, queuedAt: 1, name: taskId, sizeBytes, recipe: of },
});
const idsOf = (packs: readonly (readonly WaitingJob[])[]) =>
  packs.map((pack) => pack.map(({ taskId }) => taskId).join(''));

it('lets few tasks spread over all workers, and many share a job', () => {
  expect(leaseSize(0, 1)).toBe(1);
  expect(leaseSize(4, 1)).toBe(1);
  expect(leaseSize(8, 1)).toBe(2);
  expect(leaseSize(100, 10)).toBe(3);
  expect(leaseSize(100_000, 10)).toBe(16);
});

it('puts small tasks of one batch together, in their order', () => {
  const mixed = [
    waiting('a'),
    waiting('b', other),
    waiting('c'),
    waiting('d'),
    waiting('e', other),
  ];
  expect(idsOf(packed(mixed, 2))).toEqual(['ac', 'be', 'd']);
  expect(idsOf(packed(mixed, 1))).toEqual(['a', 'b', 'c', 'd', 'e']);
  const half = 600 * 1024;
  const large = [
    waiting('a', recipe, half),
    waiting('b', recipe, half),
    waiting('c', recipe, null),
  ];
  expect(idsOf(packed(large, 16))).toEqual(['a', 'b', 'c']);
});

const order = { version: 1, queuedAt: 1, name: 'a', sizeBytes: 1, recipe } as const;
const source = { format: 'jpeg', width: 1, height: 1 };
const result = { queuedAt: 1, worker: 'w', source, outputs: [], notes: [] };
const taken = ['a', 'b'].map((taskId): TakenJob => ({ taskId, order, leaseId: 'lease' }));

it('makes of a lease only what its last worker had not told of', async () => {
  const made: string[] = [];
  const progress = { done: { a: 'as told' }, failed: {} };
  const job = { progress, updateProgress: () => Promise.resolve() };
  const end = await runLease(job, taken, ({ taskId }) => {
    made.push(taskId);
    return Promise.resolve({ kind: 'not-started' });
  });
  expect(made).toEqual(['b']);
  expect(end).toEqual({ kind: 'not-started' });
});

it('hands back what could not be started when the rest of the lease was made', async () => {
  const job = { progress: 0, updateProgress: () => Promise.resolve() };
  const end = await runLease(job, taken, ({ taskId }) =>
    Promise.resolve(taskId === 'a' ? { kind: 'done', result } : { kind: 'not-started' }),
  );
  expect(end).toEqual({ kind: 'done', result: { done: { a: result }, failed: {} } });
});

it('tells no end of what is left to others', async () => {
  const job = { progress: 0, updateProgress: () => Promise.resolve() };
  const end = await runLease(job, taken, ({ taskId }) =>
    Promise.resolve(taskId === 'a' ? { kind: 'done', result } : { kind: 'left' }),
  );
  expect(end).toEqual({ kind: 'done', result: { done: { a: result }, failed: {} } });
});

it('begins a task again only when its earlier asking is over', async () => {
  const inWork = createInWork();
  const ending = new AbortController();
  const first = await inWork.begin(['a', 'b'], ending.signal);
  const events: string[] = [];
  const second = inWork.begin(['b', 'c'], ending.signal).then((work) => {
    events.push('second');
    return work;
  });
  inWork.stop('b');
  expect([first.signalOf('a').aborted, first.signalOf('b').aborted]).toEqual([false, true]);
  events.push('end');
  first.end();
  const work = await second;
  expect(work.signalOf('b').aborted).toBe(false);
  expect(events).toEqual(['end', 'second']);
  ending.abort();
  expect(['b', 'c'].map((taskId) => work.signalOf(taskId).aborted)).toEqual([true, true]);
  expect(first.signalOf('a').aborted).toBe(false);
});

it('ends with what all others came to when one of them throws', async () => {
  const job = { progress: 0, updateProgress: () => Promise.resolve() };
  const end = await runLease(job, taken, async ({ taskId }) => {
    if (taskId === 'a') throw new Error('a fault of ours');
    await setImmediate();
    return { kind: 'done', result };
  });
  expect(end).toEqual({ kind: 'done', result: { done: { b: result }, failed: {} } });
});

it('tells once that a job was taken away, until it is given to this worker again', () => {
  const lines: string[] = [];
  const takenAway = createTakenAway((line) => lines.push(line));
  takenAway.noticed(['a']);
  takenAway.noticed(['a', 'b']);
  expect(lines.map((line) => line.split(' ').at(-2))).toEqual(['a', 'b']);
  takenAway.over('a');
  takenAway.noticed(['a', 'b']);
  expect(lines).toHaveLength(3);
});
