import { loadavg } from 'node:os';
import { z } from 'zod';
import type { Engine } from '../../engine/index.ts';
import { type FarmWorker, JobCount } from '../../shared/ipc/monitor.ts';
import type { Change } from '../../shared/task/change.ts';
import { isSettled } from '../../shared/task/status.ts';

/** The programs that make a service's pictures, wherever they run. */
export interface Workers {
  list(): readonly FarmWorker[];
  /** Lets that worker make so many at once from its next picture on. What it makes already, it finishes. */
  setJobs(order: JobsOrder): Promise<'told' | 'not-found' | 'redis-unavailable'>;
}

export const JobsOrder = z.object({ name: z.string().min(1).max(200), jobs: JobCount });
export type JobsOrder = z.infer<typeof JobsOrder>;

/** What the service is called among its workers when it makes the pictures itself. */
const ownName = 'service';

/** The engine of this process as its only worker. */
export function createOwnWorker(engine: Engine): Workers & { close(): void } {
  let jobs = engine.snapshot().queue.concurrency;
  let processed = 0;
  let failed = 0;

  const follow = (change: Change) => {
    if (change.kind === 'queue') jobs = change.queue.concurrency;
    if (change.kind !== 'task') return;
    const { status } = change.task;
    if (!isSettled(status) || status === 'cancelled') return;
    processed += 1;
    if (status === 'failed') failed += 1;
  };
  const unsubscribe = engine.subscribe((changes) => changes.forEach(follow));

  return {
    list() {
      const [load = 0] = loadavg();
      const active = engine.monitor().workers.flatMap(({ sourcePath: name, busySince: since }) => {
        return name === null || since === null ? [] : { name, since };
      });
      return [{ name: ownName, status: 'ready', jobs, active, processed, failed, load }];
    },
    setJobs(order) {
      if (order.name !== ownName) return Promise.resolve('not-found');
      engine.setConcurrency(order.jobs);
      return Promise.resolve('told');
    },
    close: unsubscribe,
  };
}
