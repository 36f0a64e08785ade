import type { Redis } from 'ioredis';
import { endChannel, endKey, type Subscriber } from './channels.ts';
import type { RedisPlace } from './redis.ts';

/** For a worker that cannot hear now. Its name is its own for one life only. */
const keptSeconds = 86_400;

/** Tells a worker to finish what it has, and end. */
export async function orderEnd(place: RedisPlace, redis: Redis, name: string): Promise<void> {
  await redis
    .multi()
    .set(endKey(place, name), '1', 'EX', keptSeconds)
    .publish(endChannel(place), name)
    .exec();
}

export interface EndListener {
  readonly redis: Redis;
  readonly subscriber: Subscriber;
  readonly name: string;
}

/** Resolves once `name` is told to end, or was while it could not hear. */
export function endAsked(
  place: RedisPlace,
  { redis, subscriber, name }: EndListener,
): Promise<void> {
  const asked = Promise.withResolvers<void>();
  const take = (told: string) => {
    if (told === name) asked.resolve();
  };
  // Read once nothing is missed any more: what is said before that is written already.
  const catchUp = () =>
    void redis.get(endKey(place, name)).then(
      (written) => written !== null && asked.resolve(),
      () => undefined,
    );
  subscriber.subscribe(endChannel(place), take, catchUp);
  return asked.promise;
}
