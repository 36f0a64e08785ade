import type { MonitorReport } from '../../shared/ipc/monitor.ts';
import { failure, type Failure } from '../../shared/task/failure.ts';

/** Beyond this many different failures the subjects are left out, so that memory stays bounded. */
const failuresKept = 100;

export interface FailureCounts {
  count(happened: Failure): void;
  /** The most frequent first. */
  read(): MonitorReport['failures'];
}

export function createFailureCounts(): FailureCounts {
  const counts = new Map<string, { readonly failure: Failure; count: number }>();
  return {
    count(happened) {
      const exact = `${happened.code} ${happened.subject ?? ''}`;
      const isKept = counts.has(exact) || counts.size < failuresKept;
      const kept = isKept ? happened : failure(happened.code);
      const key = isKept ? exact : `${happened.code} `;
      const counted = counts.get(key) ?? { failure: kept, count: 0 };
      counted.count += 1;
      counts.set(key, counted);
    },
    read: () =>
      Array.from(counts.values(), (counted) => ({ ...counted })).sort((a, b) => b.count - a.count),
  };
}
