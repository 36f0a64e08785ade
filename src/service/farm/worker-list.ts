import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { WorkerReport } from '../../shared/ipc/monitor.ts';
import { workersChannel } from './channels.ts';
import type { RedisPlace } from './redis.ts';

/** What a worker says of itself. `load` is its machine's, over one minute. */
export const WorkerNews = z.object({
  name: z.string().max(200),
  processId: z.int().nonnegative(),
  jobs: z.int().positive(),
  active: z.array(z.object({ name: z.string(), since: z.int() })),
  processed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  load: z.number().nonnegative(),
  isDraining: z.boolean(),
});
export type WorkerNews = z.infer<typeof WorkerNews>;

/** A worker that was silent for this long is gone. */
const silenceMs = 10_000;

export interface WorkerList {
  present(): readonly WorkerNews[];
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

/** Hears the workers of the farm. */
export function createWorkerList(place: RedisPlace, redis: Redis): WorkerList {
  const heard = new Map<string, { readonly news: WorkerNews; readonly at: number }>();
  const ear = redis.duplicate();
  ear.on('error', () => undefined);
  void ear.subscribe(workersChannel(place)).catch(() => undefined);
  ear.on('message', (_channel, text) => {
    const parsed = parseNews(text);
    if (parsed) heard.set(parsed.name, { news: parsed, at: Date.now() });
  });

  const present = () => {
    const oldest = Date.now() - silenceMs;
    for (const [name, { at }] of heard) if (at < oldest) heard.delete(name);
    return Array.from(heard.values(), ({ news }) => news);
  };

  return {
    present,
    report: () => present().flatMap(linesOf),
    close: () => ear.disconnect(),
  };
}

function parseNews(text: string): WorkerNews | null {
  try {
    return WorkerNews.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
