import { loadavg } from 'node:os';
import { z } from 'zod';
import type { Engine } from '../../engine/index.ts';
import { type FarmWorker, JobCount, ownWorkerName } from '../../shared/ipc/monitor.ts';
import type { Change } from '../../shared/task/change.ts';
import { taskName } from '../../shared/task/outputs-of.ts';
import { isSettled } from '../../shared/task/status.ts';
import { keepFacts } from './worker-facts.ts';

/** The programs that make a service's pictures, wherever they run. */
export interface Workers {
  list(): readonly FarmWorker[];
  /** Lets that worker make so many at once from its next picture on. What it makes already, it finishes. */
  setJobs(order: JobsOrder): Promise<'told' | 'not-found' | 'redis-unavailable'>;
  /** Lets it finish what it has, take no more, and end. The service itself is not ended from afar. */
  end(name: string): Promise<'told' | 'not-found' | 'not-possible' | 'redis-unavailable'>;
}

export const JobsOrder = z.object({ name: z.string().min(1).max(200), jobs: JobCount });
export type JobsOrder = z.infer<typeof JobsOrder>;

/** The engine of this process as its only worker. */
export function createOwnWorker(engine: Engine, version: string): Workers & { close(): void } {
  const facts = keepFacts(version);
  let jobs = engine.snapshot().queue.concurrency;
  let processed = 0;
  let failed = 0;

  const follow = (change: Change) => {
    if (change.kind === 'queue') jobs = change.queue.concurrency;
    if (change.kind !== 'task') return;
    const { task } = change;
    if (!isSettled(task.status) || task.status === 'cancelled') return;
    processed += 1;
    if (task.status !== 'failed') return;
    failed += 1;
    const { id: taskId, finishedAt: at } = task;
    facts.failed({ taskId, name: taskName(task), at, failure: task.failure });
  };
  const unsubscribe = engine.subscribe((changes) => changes.forEach(follow));

  return {
    list() {
      const [load = 0] = loadavg();
      const active = engine.monitor().workers.flatMap(({ sourcePath: name, busySince: since }) => {
        return name === null || since === null ? [] : { name, since };
      });
      const counts = { jobs, active, processed, failed, load };
      return [{ name: ownWorkerName, status: 'ready', ...counts, facts: facts.now() }];
    },
    setJobs(order) {
      if (order.name !== ownWorkerName) return Promise.resolve('not-found');
      engine.setConcurrency(order.jobs);
      return Promise.resolve('told');
    },
    end: (name) => Promise.resolve(name === ownWorkerName ? 'not-possible' : 'not-found'),
    close: unsubscribe,
  };
}
