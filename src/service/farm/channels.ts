import { prefixOf, type RedisPlace } from './redis.ts';

/** Ids of tasks that whoever runs them may stop. */
export function abortChannel(place: RedisPlace): string {
  return `${prefixOf(place)}:abort`;
}

/** What workers say of themselves every few seconds. */
export function workersChannel(place: RedisPlace): string {
  return `${prefixOf(place)}:workers`;
}
