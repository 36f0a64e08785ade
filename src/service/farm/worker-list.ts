import type { Redis } from 'ioredis';
import { z } from 'zod';
import {
  type FarmWorker,
  JobCount,
  WorkerFacts,
  type WorkerReport,
} from '../../shared/ipc/monitor.ts';
import type { Workers } from '../workers/workers.ts';
import { openSubscriber, workersChannel } from './channels.ts';
import { orderEnd } from './end-orders.ts';
import { orderJobs } from './jobs-orders.ts';
import { parseJson } from './job.ts';
import type { RedisPlace } from './redis.ts';
import type { RedisHealth } from './redis-health.ts';

/** What a worker says of itself. `load` is its machine's, over one minute. */
export const WorkerNews = z.object({
  name: z.string().max(200),
  processId: z.int().nonnegative(),
  jobs: JobCount,
  active: z.array(z.object({ name: z.string(), since: z.int() })),
  processed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  load: z.number().nonnegative(),
  isDraining: z.boolean(),
  /** A worker of a newer version may tell what this one does not understand: that is no reason to lose the worker. */
  facts: WorkerFacts.optional().catch(undefined),
});
export type WorkerNews = z.infer<typeof WorkerNews>;

/** A worker that was silent for this long is gone. */
const silenceMs = 10_000;

export interface WorkerList extends Workers {
  /** One line for each place where a picture can be made. */
  report(): WorkerReport[];
  close(): void;
}

function linesOf({ processId, jobs, active, processed }: WorkerNews): WorkerReport[] {
  return Array.from({ length: jobs }, (_, index) => ({
    processId,
    sourcePath: active[index]?.name ?? null,
    busySince: active[index]?.since ?? null,
    attemptCount: index === 0 ? processed : 0,
  }));
}

function asWorker({ processId: _own, isDraining, facts, ...news }: WorkerNews): FarmWorker {
  return { ...news, status: isDraining ? 'draining' : 'ready', ...(facts && { facts }) };
}

/** Hears the workers of the farm and tells them how many pictures to make at once. */
export function createWorkerList(
  place: RedisPlace,
  redis: Redis,
  health: Pick<RedisHealth, 'check'>,
): WorkerList {
  const heard = new Map<string, { readonly news: WorkerNews; readonly at: number }>();
  const subscriber = openSubscriber(place);
  subscriber.subscribe(workersChannel(place), (text) => {
    const { data: news } = WorkerNews.safeParse(parseJson(text));
    if (news) heard.set(news.name, { news, at: performance.now() });
  });

  const present = () => {
    const oldest = performance.now() - silenceMs;
    for (const [name, { at }] of heard) if (at < oldest) heard.delete(name);
    return Array.from(heard.values(), ({ news }) => news);
  };

  const tell = async (wanted: string, order: () => Promise<void>) => {
    if (!present().some(({ name }) => name === wanted)) return 'not-found';
    // Otherwise the order would wait for Redis, and whoever gave it for an answer.
    if ((await health.check()) !== null) return 'redis-unavailable';
    await order();
    return 'told';
  };

  return {
    list: () => present().map(asWorker),
    report: () => present().flatMap(linesOf),
    setJobs: (order) => tell(order.name, () => orderJobs(place, redis, order)),
    end: (name) => tell(name, () => orderEnd(place, redis, name)),
    close: () => subscriber.close(),
  };
}
