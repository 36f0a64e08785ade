import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCautiousClock } from '../../../src/service/retention/cautious-clock.ts';

const [minuteMs, dayMs] = [60_000, 86_400_000];

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** The clock after so many minutes, asked in each of them. */
function after(minutes: number, clock: () => number): number {
  for (let minute = 0; minute < minutes; minute += 1) {
    vi.advanceTimersByTime(minuteMs);
    clock();
  }
  return clock();
}

test('a clock that is set forward makes nothing old, unless it stays so for an hour', () => {
  const clock = createCautiousClock();
  const start = Date.now();
  expect(after(5, clock)).toBe(start + 5 * minuteMs);
  vi.setSystemTime(Date.now() + 400 * dayMs);
  expect(after(10, clock)).toBe(start + 15 * minuteMs);
  vi.setSystemTime(Date.now() - 400 * dayMs);
  expect(after(10, clock)).toBe(Date.now());
  vi.setSystemTime(Date.now() + 400 * dayMs);
  expect(after(59, clock)).toBeLessThan(start + dayMs);
  expect(after(2, clock)).toBe(Date.now());
});

test('a clock that is set back is believed at once', () => {
  const clock = createCautiousClock();
  vi.setSystemTime(Date.now() - dayMs);
  expect(clock()).toBe(Date.now());
});
