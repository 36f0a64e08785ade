import { once } from 'node:events';
import { createConnection } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { asRefusal, redisAway, type RedisProblem, RedisRefusedError } from './redis-refusals.ts';

/** Everything of ours in a Redis that others may use too. */
export const keyPrefix = 'thumbline';

const longestRetryMs = 1000;
export const answerWithinMs = 2000;
const probeKeptSeconds = 60;

/** A farm's address. `prefix` keeps farms on one Redis apart. */
export interface RedisPlace {
  readonly url: string;
  readonly prefix?: string;
}

export function prefixOf({ prefix = keyPrefix }: RedisPlace): string {
  return prefix;
}

/** Commands wait while Redis is away, however long, and go on when it is back. */
export function connectionTo({ url }: RedisPlace) {
  return {
    url,
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(times * 100, longestRetryMs),
  };
}

const longestCloseMs = 1_000;

/** BullMQ waits for a connection that ends, and one that was cut and is between two tries never tells that it did. */
export async function closeSoon(closing: Promise<unknown> | undefined): Promise<void> {
  const closed = new AbortController();
  await Promise.race([
    closing?.catch(() => undefined),
    pause(longestCloseMs, undefined, { signal: closed.signal }).catch(() => undefined),
  ]);
  closed.abort();
}

export function connect(place: RedisPlace): Redis {
  const { url, ...options } = connectionTo(place);
  return new Redis(url, options);
}

/** What a server says unasked before it hangs up, as Redis in protected mode does. ioredis tells only of the end. */
async function firstWords({ host = 'localhost', port = 6379 }: Redis['options']): Promise<string> {
  const socket = createConnection({ host, port }).setTimeout(answerWithinMs).setEncoding('utf8');
  socket.on('timeout', () => socket.destroy());
  try {
    const [said] = (await once(socket, 'data')) as unknown[];
    return String(said).replace(/^-/, '');
  } catch {
    return '';
  } finally {
    socket.destroy();
  }
}

/** Asks for what every job needs: the database, and to write. Resolves with why not; null when all is well. */
export async function problemWith(redis: Redis, place: RedisPlace): Promise<RedisProblem | null> {
  try {
    await redis.select(redis.options.db ?? 0);
    await redis.set(`${prefixOf(place)}:probe`, '1', 'EX', probeKeptSeconds);
    return null;
  } catch (error) {
    return asRefusal(error) ?? redisAway;
  }
}

/** The same over a connection of its own, for one that Redis does not let in. */
export async function problemAt(place: RedisPlace): Promise<RedisProblem | null> {
  const redis = new Redis(place.url, {
    lazyConnect: true,
    connectTimeout: answerWithinMs,
    commandTimeout: answerWithinMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let refusal: RedisRefusedError | null = null;
  const note = (error: unknown) => {
    refusal ??= asRefusal(error);
  };
  redis.on('error', note);
  try {
    await redis.connect();
    return await problemWith(redis, place);
  } catch (error) {
    note(error);
    const isCut = error instanceof Error && error.message.startsWith('Connection is closed');
    if (refusal === null && isCut) note(await firstWords(redis.options));
    return refusal ?? redisAway;
  } finally {
    redis.disconnect();
  }
}

/**
 * Rejects with a `RedisRefusedError` when Redis answers and will refuse us until somebody changes an address or a
 * setting. One that does not answer, or takes nothing for now, is no error here: it may do so later.
 */
export async function checkRedis(place: RedisPlace): Promise<void> {
  const problem = await problemAt(place);
  if (problem instanceof RedisRefusedError && problem.isLasting) throw problem;
}
