import { loadavg } from 'node:os';
import type { Redis } from 'ioredis';
import type { OwnFacts } from '../workers/worker-facts.ts';
import { workersChannel } from './channels.ts';
import type { RedisPlace } from './redis.ts';
import type { WorkerNews } from './worker-list.ts';

const everyMs = 2000;

/** What a worker knows of itself. */
export interface Tally {
  jobs: number;
  /** `begunAt` by `performance.now()`. */
  active: { readonly name: string; readonly begunAt: number }[];
  processed: number;
  failed: number;
  isDraining: boolean;
}

/** Says every few seconds, and at the end, what this worker does. */
export function startHeartbeat(
  place: RedisPlace,
  redis: Redis,
  about: { readonly name: string; readonly tally: Tally; readonly facts: Pick<OwnFacts, 'now'> },
): { tell(): void; close(): void } {
  const { name, tally, facts } = about;
  const tell = () => {
    if (redis.status !== 'ready') return;
    const [load = 0] = loadavg();
    // By the system's clock as it is now, which may have been set since.
    const active = tally.active.map((one) => ({
      name: one.name,
      since: Math.round(Date.now() - (performance.now() - one.begunAt)),
    }));
    const own = { name, processId: process.pid, load, facts: facts.now() };
    const news: WorkerNews = { ...own, ...tally, active };
    void redis.publish(workersChannel(place), JSON.stringify(news)).catch(() => undefined);
  };
  redis.on('ready', tell);
  const timer = setInterval(tell, everyMs);
  return { tell, close: () => clearInterval(timer) };
}
