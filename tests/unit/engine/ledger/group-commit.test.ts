import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createGroupCommit } from '../../../../src/engine/ledger/group-commit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function createCommit(writable?: () => Promise<void> | null) {
  const groups: (readonly string[])[] = [];
  const commit = createGroupCommit((entries: readonly string[]) => {
    groups.push(entries);
    if (entries.includes('bad')) throw new Error('the disk is full');
    return entries.map((entry) => entry.toUpperCase());
  }, writable);
  return { groups, commit };
}

test('what is not urgent waits a moment for more, and is stored as one', async () => {
  const { groups, commit } = createCommit();
  const stored = [commit('a', false), commit('b', false)];
  await vi.advanceTimersByTimeAsync(39);
  expect(groups).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(groups).toEqual([['a', 'b']]);
  expect(await Promise.all(stored)).toEqual(['A', 'B']);
});

test('what is urgent is stored at the end of the turn and takes along what waits', async () => {
  const { groups, commit } = createCommit();
  const waiting = commit('a', false);
  const urgent = commit('b', true);
  const same = commit('c', true);
  expect(groups).toEqual([]);
  await vi.advanceTimersByTimeAsync(0);
  expect(groups).toEqual([['a', 'b', 'c']]);
  expect(await Promise.all([waiting, urgent, same])).toEqual(['A', 'B', 'C']);
  await vi.advanceTimersByTimeAsync(100);
  expect(groups).toHaveLength(1);
});

test('a group that cannot be stored is told to all of it, and the next one is tried', async () => {
  const { commit } = createCommit();
  const lost = Promise.allSettled([commit('a', true), commit('bad', true)]);
  await vi.advanceTimersByTimeAsync(0);
  expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = commit('b', true);
  await vi.advanceTimersByTimeAsync(0);
  expect(await next).toBe('B');
});

test('what comes while the log is emptied waits for that, and is stored as one', async () => {
  let emptied: PromiseWithResolvers<void> | null = Promise.withResolvers<void>();
  const { groups, commit } = createCommit(() => emptied?.promise ?? null);
  const first = commit('a', true);
  await vi.advanceTimersByTimeAsync(100);
  const second = commit('b', true);
  await vi.advanceTimersByTimeAsync(100);
  expect(groups).toEqual([]);
  emptied.resolve();
  emptied = null;
  expect(await Promise.all([first, second])).toEqual(['A', 'B']);
  expect(groups).toEqual([['a', 'b']]);
});
