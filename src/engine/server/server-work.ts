import type { ServerWork } from '../../shared/ipc/monitor.ts';

/** What is on its way to a server, with it, or on its way back. */
export type WorkStep = keyof Omit<ServerWork, 'address'>;

/** Counts the pictures in each step. */
export interface ServerWorkCounts {
  readonly counts: Readonly<Record<WorkStep, number>>;
  /** Counts one picture for as long as the work takes. */
  during<Value>(step: WorkStep, work: () => Promise<Value>): Promise<Value>;
}

export function createServerWorkCounts(): ServerWorkCounts {
  const counts: Record<WorkStep, number> = { sending: 0, making: 0, fetching: 0 };
  return {
    counts,
    async during(step, work) {
      counts[step] += 1;
      try {
        return await work();
      } finally {
        counts[step] -= 1;
      }
    },
  };
}
