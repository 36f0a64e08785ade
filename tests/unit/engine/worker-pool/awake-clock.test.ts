import { beforeEach, expect, test, vi } from 'vitest';
import { createAwakeClock } from '../../../../src/engine/worker-pool/awake-clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => void vi.useRealTimers();
});

test('rings after its time', () => {
  const ring = vi.fn();
  const clock = createAwakeClock(ring, 5000);
  clock.start();
  vi.advanceTimersByTime(4998);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  expect(ring).toHaveBeenCalledTimes(1);
});

test('does not count 15 seconds in which the whole program was stopped', () => {
  const ring = vi.fn();
  let sleptMs = 0;
  const clock = createAwakeClock(ring, 5000, () => performance.now() + sleptMs);
  clock.start();
  vi.advanceTimersByTime(1000);
  sleptMs = 15_000;
  vi.advanceTimersByTime(2500);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1500);
  expect(ring).toHaveBeenCalledTimes(1);
});

test('does not mind a system clock that is set forward and back', () => {
  const ring = vi.fn();
  const clock = createAwakeClock(ring, 5000);
  clock.start();
  vi.advanceTimersByTime(2000);
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(2000);
  vi.setSystemTime(Date.now() - 7_200_000);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(ring).toHaveBeenCalledTimes(1);
});
