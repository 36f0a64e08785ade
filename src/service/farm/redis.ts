import { once } from 'node:events';
import { createConnection } from 'node:net';
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

/** What Redis refuses for good, until somebody changes an address or a setting. */
const refusals: readonly (readonly [RegExp, string])[] = [
  [
    /^DENIED\b/,
    'Redis is in protected mode. Give it a password and a bind address, or ask it from its own machine.',
  ],
  [/^NOAUTH\b/, 'Redis wants a password: redis://:password@host.'],
  [/^WRONGPASS\b|invalid password/i, 'Redis refuses the password of --redis.'],
  [
    /DB index is out of range|invalid DB index/i,
    'Redis has no database of that number. It stands after the last / of --redis.',
  ],
  [/^NOPERM\b/, 'Redis does not allow this user what a queue needs.'],
];

/** Redis answers, and will go on to refuse us. The message is one line for people. */
export class RedisRefusedError extends Error {
  override readonly name = 'RedisRefusedError';
}

function asRefusal(error: unknown): RedisRefusedError | null {
  const said = error instanceof Error ? error.message : String(error);
  const found = refusals.find(([pattern]) => pattern.test(said));
  return found ? new RedisRefusedError(found[1], { cause: error }) : null;
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

/**
 * Rejects with a `RedisRefusedError` when Redis answers and refuses us. One that does not answer is no error here: it
 * may come later.
 */
export async function checkRedis({ url }: RedisPlace): Promise<void> {
  const redis = new Redis(url, {
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
    await redis.select(redis.options.db ?? 0);
    await redis.ping();
  } catch (error) {
    note(error);
    const isCut = error instanceof Error && error.message.startsWith('Connection is closed');
    if (refusal === null && isCut) note(await firstWords(redis.options));
  } finally {
    redis.disconnect();
  }
  if (refusal !== null) throw refusal;
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
