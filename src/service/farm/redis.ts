import { Redis } from 'ioredis';

/** Everything of ours in a Redis that others may use too. */
export const keyPrefix = 'thumbline';

const longestRetryMs = 1000;
const answerWithinMs = 2000;

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

export function connect(place: RedisPlace): Redis {
  const { url, ...options } = connectionTo(place);
  return new Redis(url, options);
}

/** Whether Redis answers soon. */
export async function answers(redis: Redis): Promise<boolean> {
  if (redis.status !== 'ready') return false;
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), answerWithinMs);
  const pong = redis.ping().then(
    () => true,
    () => false,
  );
  return Promise.race([pong, late.promise]).finally(() => clearTimeout(timer));
}
