import { expect, test } from 'vitest';
import { createArrivals } from '../../../../src/engine/watch/arrivals.ts';
import type { SeenFile } from '../../../../src/engine/watch/scan-folder.ts';

const timing = { settleMs: 2000, gatherMs: 30_000 };
const file = (path: string, sizeBytes = 1, changedMs = 100): SeenFile => ({
  path,
  sizeBytes,
  changedMs,
  modifiedMs: changedMs,
  fingerprint: `1:1:${sizeBytes}:${changedMs}`,
});
const pathsOf = (taken: { readonly files: readonly SeenFile[] } | null) =>
  taken && taken.files.map(({ path }) => path);

test('a file that grows waits until it has not changed for the settle time', () => {
  const arrivals = createArrivals(timing, 0);
  arrivals.see(file('a', 10), 0);
  expect(arrivals.due(1999)).toEqual([]);
  expect(arrivals.due(2000)).toEqual(['a']);
  arrivals.settle(file('a', 20), 2000);
  expect(arrivals.take(2000)).toBeNull();
  expect(arrivals.nextAt(2000)).toBe(4000);
  arrivals.settle(file('a', 20), 4000);
  expect(pathsOf(arrivals.take(4000))).toEqual(['a']);
  expect(arrivals.nextAt(4000)).toBeNull();
});

test('files that come one after another are one batch, and those that keep coming are handed over all the same', () => {
  const arrivals = createArrivals(timing, 0);
  const settleAll = (now: number) => {
    for (const path of arrivals.due(now)) arrivals.settle(file(path), now);
  };
  for (let now = 0; now < 10_000; now += 1) arrivals.see(file(`f${now}`), now);
  settleAll(10_000);
  expect(arrivals.take(10_000)).toBeNull();
  settleAll(12_000);
  expect(arrivals.take(12_000)?.files).toHaveLength(10_000);

  for (let now = 20_000; now < 60_000; now += 1000) arrivals.see(file(`g${now}`), now);
  settleAll(30_000);
  expect(arrivals.take(59_999)).toBeNull();
  expect(arrivals.take(60_000)?.files).toHaveLength(9);
});

test('only one that grows is left behind, and a restart sees it as new', () => {
  const arrivals = createArrivals(timing, 0);
  arrivals.see(file('grows', 1, 500), 0);
  arrivals.see(file('done', 1, 900), 0);
  arrivals.settle(file('done', 1, 900), 2000);
  arrivals.settle(file('grows', 2, 1500), 2000);
  const taken = arrivals.take(2000);
  expect(pathsOf(taken)).toEqual(['done']);
  expect(taken?.seenUntil).toBe(900);
  arrivals.settle(file('grows', 2, 1500), 4000);
  expect(arrivals.take(4000)?.seenUntil).toBe(1500);
});

test('what is known, empty or gone is not made; what changes is made again', () => {
  const arrivals = createArrivals(timing, 0);
  arrivals.know(file('old'));
  arrivals.see(file('old'), 0);
  arrivals.see(file('empty', 0), 0);
  arrivals.see(file('gone'), 0);
  arrivals.settle(file('empty', 0), 2000);
  arrivals.gone('gone');
  expect(arrivals.take(9000)).toBeNull();
  expect(arrivals.waitingCount).toBe(0);
  arrivals.see(file('empty', 5, 200), 9000);
  arrivals.see(file('old', 1, 300), 9000);
  for (const at of ['empty', 'old'] as const)
    arrivals.settle(at === 'empty' ? file('empty', 5, 200) : file('old', 1, 300), 11_000);
  expect(pathsOf(arrivals.take(11_000))).toEqual(['empty', 'old']);
});

test('a look at everything forgets what is gone, so that it is new when it comes back', () => {
  const arrivals = createArrivals(timing, 0);
  arrivals.know(file('a'));
  arrivals.know(file('b'));
  arrivals.keepOnly(new Set(['a']));
  arrivals.see(file('a'), 0);
  arrivals.see(file('b'), 0);
  expect(arrivals.due(2000)).toEqual(['b']);
});
