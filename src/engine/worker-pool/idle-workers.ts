import type { PooledWorker } from './pooled-worker.ts';

/** Workers with nothing to do. Each is let go after `idleMs` without work. */
export interface IdleWorkers {
  add(worker: PooledWorker): void;
  /** The one that worked last: its memory is warm, and the others get a chance to be let go. */
  take(): PooledWorker | undefined;
  /** Forgets one that exited by itself. */
  remove(worker: PooledWorker): void;
}

export function createIdleWorkers(idleMs: number): IdleWorkers {
  const clocks = new Map<PooledWorker, NodeJS.Timeout>();

  function remove(worker: PooledWorker): void {
    clearTimeout(clocks.get(worker));
    clocks.delete(worker);
  }

  function letGo(worker: PooledWorker): void {
    remove(worker);
    worker.kill('idle');
  }

  return {
    add: (worker) =>
      void clocks.set(
        worker,
        setTimeout(() => letGo(worker), idleMs),
      ),
    take: () => {
      const worker = [...clocks.keys()].findLast((one) => !one.isLost);
      if (worker) remove(worker);
      return worker;
    },
    remove,
  };
}
