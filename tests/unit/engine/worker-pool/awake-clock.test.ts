import { beforeEach, expect, test, vi } from 'vitest';
import { createAwakeClock } from '../../../../src/engine/worker-pool/awake-clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => void vi.useRealTimers();
});

test('rings after its time', async () => {
  const ring = vi.fn();
  const clock = createAwakeClock(ring, 5000);
  clock.start();
  await vi.advanceTimersByTimeAsync(4998);
  expect(ring).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2);
  expect(ring).toHaveBeenCalledTimes(1);
});

test('does not count 15 seconds in which the whole program was stopped', async () => {
  const ring = vi.fn();
  let sleptMs = 0;
  const clock = createAwakeClock(ring, 5000, () => performance.now() + sleptMs);
  clock.start();
  await vi.advanceTimersByTimeAsync(1000);
  sleptMs = 15_000;
  await vi.advanceTimersByTimeAsync(2500);
  expect(ring).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1500);
  expect(ring).toHaveBeenCalledTimes(1);
});

test('does not mind a system clock that is set forward and back', async () => {
  const ring = vi.fn();
  const clock = createAwakeClock(ring, 5000);
  clock.start();
  await vi.advanceTimersByTimeAsync(2000);
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(2000);
  vi.setSystemTime(Date.now() - 7_200_000);
  expect(ring).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ring).toHaveBeenCalledTimes(1);
});

test('does not count time in which no promise goes on, and what ended then is heard before it rings', async () => {
  const ring = vi.fn();
  const clock = createAwakeClock(ring, 5000);
  clock.start();
  await vi.advanceTimersByTimeAsync(1000);
  const ended = Promise.withResolvers<void>();
  // Timers alone, as while files are dragged.
  vi.advanceTimersByTime(60_000);
  ended.resolve();
  expect(ring).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2000);
  expect(ring).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2000);
  expect(ring).toHaveBeenCalledTimes(1);

  clock.start();
  await vi.advanceTimersByTimeAsync(4999);
  vi.advanceTimersByTime(60_000);
  void ended.promise.then(() => clock.stop());
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ring).toHaveBeenCalledTimes(1);
});
