import { setTimeout as pause } from 'node:timers/promises';
import { QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { queueName } from './job.ts';
import { closeSoon, connectionTo, prefixOf, type RedisPlace } from './redis.ts';

export interface JobListener {
  started(jobId: string): void;
  advanced(jobId: string, progress: unknown): void;
  completed(jobId: string, result: unknown): void;
  failed(jobId: string, reason: string): void;
}

const againAfterMs = 500;

/** From now on, by Redis' own clock: `$` would miss what happens between two readings. */
async function presentId(redis: Redis): Promise<string> {
  const [seconds, microseconds] = await redis.time();
  return `${Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000)}-0`;
}

export interface JobFollowing {
  /** Resolves once nothing that happens from then on is missed. */
  readonly begun: Promise<void>;
  close(): Promise<void>;
}

/** Tells what happens to the farm's jobs until it is closed; what happened while Redis was away may be missing. */
export function followJobs(place: RedisPlace, redis: Redis, listener: JobListener): JobFollowing {
  const begun = Promise.withResolvers<void>();
  const closing = new AbortController();
  let lastId: string | null = null;
  let events: QueueEvents | null = null;

  const open = (lastEventId: string): QueueEvents => {
    const opened = new QueueEvents(queueName, {
      connection: connectionTo(place),
      prefix: prefixOf(place),
      lastEventId,
      autorun: false,
    });
    opened.on('error', () => undefined);
    opened.on('active', ({ jobId }, id) => {
      lastId = id;
      listener.started(jobId);
    });
    opened.on('progress', ({ jobId, data }, id) => {
      lastId = id;
      listener.advanced(jobId, data);
    });
    opened.on('completed', ({ jobId, returnvalue }, id) => {
      lastId = id;
      listener.completed(jobId, returnvalue);
    });
    opened.on('failed', ({ jobId, failedReason }, id) => {
      lastId = id;
      listener.failed(jobId, failedReason);
    });
    return opened;
  };

  const readOnce = async () => {
    lastId ??= await presentId(redis);
    if (closing.signal.aborted) return;
    begun.resolve();
    events = open(lastId);
    await events.run();
  };

  const read = async () => {
    while (!closing.signal.aborted) {
      // Redis is away or refuses: that is told elsewhere.
      await readOnce().catch(() => undefined);
      if (closing.signal.aborted) return;
      await closeSoon(events?.close());
      await pause(againAfterMs);
    }
  };
  void read();
  return {
    begun: begun.promise,
    async close() {
      closing.abort();
      await closeSoon(events?.close());
    },
  };
}
