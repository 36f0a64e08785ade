import { setTimeout as pause } from 'node:timers/promises';
import { QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { TaskId } from '../../shared/task/task.ts';
import { queueName } from './job.ts';
import { connectionTo, prefixOf, type RedisPlace } from './redis.ts';

export interface JobListener {
  started(taskId: TaskId): void;
  completed(taskId: TaskId, result: unknown): void;
  failed(taskId: TaskId, reason: string): void;
}

const againAfterMs = 500;

/** From now on, by Redis' own clock: `$` would miss what happens between two readings. */
async function presentId(redis: Redis): Promise<string> {
  const [seconds, microseconds] = await redis.time();
  return `${Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000)}-0`;
}

/** Tells what happens to the farm's jobs until it is closed; what happened while Redis was away may be missing. */
export async function followJobs(
  place: RedisPlace,
  redis: Redis,
  listener: JobListener,
): Promise<{ close(): Promise<void> }> {
  let lastId = await presentId(redis);
  const closing = new AbortController();

  const open = () => {
    const events = new QueueEvents(queueName, {
      connection: connectionTo(place),
      prefix: prefixOf(place),
      lastEventId: lastId,
      autorun: false,
    });
    events.on('error', () => undefined);
    events.on('active', ({ jobId }, id) => {
      lastId = id;
      listener.started(jobId);
    });
    events.on('completed', ({ jobId, returnvalue }, id) => {
      lastId = id;
      listener.completed(jobId, returnvalue);
    });
    events.on('failed', ({ jobId, failedReason }, id) => {
      lastId = id;
      listener.failed(jobId, failedReason);
    });
    return events;
  };

  let events = open();
  const read = async () => {
    while (!closing.signal.aborted) {
      await events.run().catch(() => undefined);
      if (closing.signal.aborted) return;
      await events.close();
      await pause(againAfterMs);
      events = open();
    }
  };
  const reading = read();
  return {
    async close() {
      closing.abort();
      await events.close();
      await reading;
    },
  };
}
