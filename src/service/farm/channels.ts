import { Redis } from 'ioredis';
import { connectionTo, prefixOf, type RedisPlace } from './redis.ts';

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

/** Names of workers that shall finish what they have, and end. */
export function endChannel(place: RedisPlace): string {
  return `${prefixOf(place)}:end`;
}

/** Written for a worker that was not there to hear it. */
export function endKey(place: RedisPlace, name: string): string {
  return `${endChannel(place)}:${name}`;
}

/** For each task that waits or runs in a lease, the lease's id. A worker leaves alone what is another's, or nobody's. */
export function leasesKey(place: RedisPlace): string {
  return `${prefixOf(place)}:leases`;
}

export interface Subscriber {
  /** `onListening`: from here on nothing is missed, until the connection breaks and it is called anew. */
  subscribe(channel: string, listener: (text: string) => void, onListening?: () => void): void;
  close(): void;
}

/** Subscribes to Redis channels over one auto-reconnecting connection. Messages sent while it is down are lost. */
export function openSubscriber(place: RedisPlace): Subscriber {
  const { url, ...options } = connectionTo(place);
  const redis = new Redis(url, { ...options, autoResubscribe: false });
  const listeners = new Map<string, (text: string) => void>();
  redis.on('error', () => undefined);
  redis.on('message', (channel, text) => listeners.get(channel)?.(text));
  return {
    subscribe(channel, listener, onListening) {
      listeners.set(channel, listener);
      const listen = () => {
        redis.subscribe(channel).then(onListening, () => undefined);
      };
      redis.on('ready', listen);
      if (redis.status === 'ready') listen();
    },
    close: () => redis.disconnect(),
  };
}
