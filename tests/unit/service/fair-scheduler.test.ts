import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/shared/task/change.ts';
import type { Task } from '../../../src/shared/task/task.ts';
import { createFairScheduler } from '../../../src/service/uploads/fair-scheduler.ts';

const facts = { batchId: 'b', number: 1, position: 1, sourcePath: '/x', sizeBytes: 1 };
const running = (id: string): Change => {
  const task: Task = { ...facts, id, attempts: 1, queuedAt: 0, status: 'running', startedAt: 0 };
  return { kind: 'task', number: 1, task };
};
const cancelled = (id: string): Change => {
  const ended = { finishedAt: 0, durationMs: null };
  const task: Task = { ...facts, ...ended, id, attempts: 1, queuedAt: 0, status: 'cancelled' };
  return { kind: 'task', number: 1, task };
};

/** Who comes when, as a scheduler orders priorities. */
function order(waiting: readonly { name: string; priority: number }[]): string[] {
  return waiting.toSorted((a, b) => b.priority - a.priority).map(({ name }) => name);
}

describe('turns between submitters', () => {
  test('one file goes before all but the first of another’s many', () => {
    const turns = createFairScheduler();
    const many = [1, 2, 3].map((n) => ({ name: `a${n}`, priority: turns.take('a', `a${n}`) }));
    const one = { name: 'b1', priority: turns.take('b', 'b1') };
    expect(order([...many, one])).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  test('a steady sender of single files does not keep the others waiting', () => {
    const turns = createFairScheduler();
    const many = [1, 2, 3].map((n) => ({ name: `a${n}`, priority: turns.take('a', `a${n}`) }));
    turns.take('b', 'b1');
    turns.follow([running('a1'), cancelled('a1'), running('b1'), cancelled('b1')]);
    const second = { name: 'b2', priority: turns.take('b', 'b2') };
    turns.follow([running('a2')]);
    const third = { name: 'b3', priority: turns.take('b', 'b3') };
    expect(order([...many.slice(1), second, third])).toEqual(['a2', 'b2', 'a3', 'b3']);
  });

  test('go on where they were after a restart', () => {
    const before = createFairScheduler();
    const many = [1, 2, 3].map((n) => ({ name: `a${n}`, priority: before.take('a', `a${n}`) }));
    const left = many.slice(1);
    const turns = createFairScheduler(
      left.map(({ name, priority }) => ({ taskId: name, submitter: 'a', priority })),
    );
    const one = { name: 'b1', priority: turns.take('b', 'b1') };
    const next = { name: 'a4', priority: turns.take('a', 'a4') };
    expect(order([...left, one, next])).toEqual(['a2', 'b1', 'a3', 'a4']);
    expect(turns.unfinishedOf('a')).toBe(3);
  });

  test('settled and removed tasks are counted no more', () => {
    const turns = createFairScheduler();
    turns.take('a', 'a1');
    turns.take('a', 'a2');
    turns.follow([cancelled('a1'), { kind: 'removed', number: 2, taskIds: ['a2', 'unknown'] }]);
    expect(turns.unfinishedOf('a')).toBe(0);
    expect(turns.take('b', 'b1')).toBe(turns.take('a', 'a3'));
  });
});
