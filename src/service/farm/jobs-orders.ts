import type { Redis } from 'ioredis';
import { JobsOrder } from '../workers/workers.ts';
import { jobsChannel, jobsKey, type Subscriber } from './channels.ts';
import { parseJson } from './job.ts';
import type { RedisPlace } from './redis.ts';

/** A worker that is away for longer keeps the number it has. Its name is its own for one life only. */
const keptSeconds = 86_400;

/** Tells a worker how many pictures to make at once, and leaves it written for one that cannot hear now. */
export async function orderJobs(place: RedisPlace, redis: Redis, order: JobsOrder): Promise<void> {
  const text = JSON.stringify(order);
  await redis
    .multi()
    .set(jobsKey(place, order.name), text, 'EX', keptSeconds)
    .publish(jobsChannel(place), text)
    .exec();
}

/** Hears what `name` is told, and reads what it was told while it could not hear. */
export function hearJobs(
  place: RedisPlace,
  {
    redis,
    subscriber,
    name,
  }: { readonly redis: Redis; readonly subscriber: Subscriber; readonly name: string },
  onJobs: (jobs: number) => void,
): void {
  const take = (text: string | null) => {
    const order = JobsOrder.safeParse(parseJson(text));
    if (order.success && order.data.name === name) onJobs(order.data.jobs);
  };
  // Read once nothing is missed any more: what is said before that is written already.
  const catchUp = () => void redis.get(jobsKey(place, name)).then(take, () => undefined);
  subscriber.subscribe(jobsChannel(place), take, catchUp);
}
