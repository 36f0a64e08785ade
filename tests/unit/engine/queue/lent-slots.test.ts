import { beforeEach, expect, test, vi } from 'vitest';
import { createLentSlots } from '../../../../src/engine/queue/lent-slots.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => void vi.useRealTimers();
});

test('an attempt that hangs on a drive lends its slot until it ends', async () => {
  const lent: number[] = [];
  const lend = createLentSlots((count) => void lent.push(count));
  const [one, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const runs = [lend(true, () => one.promise), lend(true, () => other.promise)];
  vi.advanceTimersByTime(2999);
  expect(lent).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(lent).toEqual([1, 2]);
  one.resolve();
  other.resolve();
  await Promise.all(runs);
  expect(lent).toEqual([1, 2, 1, 0]);
});

test('an attempt that is over in time, or cannot hang, lends nothing', async () => {
  const setLent = vi.fn();
  const lend = createLentSlots(setLent);
  await lend(true, () => Promise.resolve());
  const long = Promise.withResolvers<void>();
  const run = lend(false, () => long.promise);
  vi.advanceTimersByTime(60_000);
  long.resolve();
  await run;
  expect(setLent).not.toHaveBeenCalled();
});
