import { prefixOf, type RedisPlace } from './redis.ts';

/** Ids of tasks that whoever runs them may stop. */
export function abortChannel(place: RedisPlace): string {
  return `${prefixOf(place)}:abort`;
}

/** What workers say of themselves every few seconds. */
export function workersChannel(place: RedisPlace): string {
  return `${prefixOf(place)}:workers`;
}

/** How many pictures a worker shall make at once from now on. */
export function jobsChannel(place: RedisPlace): string {
  return `${prefixOf(place)}:jobs`;
}

/** The last such number, for a worker that was not there to hear it. */
export function jobsKey(place: RedisPlace, name: string): string {
  return `${jobsChannel(place)}:${name}`;
}
