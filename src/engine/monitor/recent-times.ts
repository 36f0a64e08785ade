import type { MeasuredTimes } from '../../shared/ipc/monitor.ts';

/** The latest times, never more than `limit` of them; percentiles are exact for those. */
export interface RecentTimes {
  add(ms: number): void;
  /** Null when there are none. */
  read(): MeasuredTimes | null;
  clear(): void;
}

export function createRecentTimes(limit: number): RecentTimes {
  const times: number[] = [];
  let count = 0;
  return {
    add(ms) {
      times[count % limit] = ms;
      count += 1;
    },
    read() {
      const sorted = Float64Array.from(times).sort();
      const at = (fraction: number) => sorted[Math.ceil(fraction * sorted.length) - 1] ?? 0;
      if (sorted.length === 0) return null;
      return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
    },
    clear() {
      times.length = 0;
      count = 0;
    },
  };
}
