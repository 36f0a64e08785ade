import { Redis } from 'ioredis';
import { connectionTo, type RedisPlace } from './redis.ts';

export interface Ear {
  /** `onListening`: from here on nothing is missed, until the connection breaks and it is called anew. */
  hear(channel: string, listener: (text: string) => void, onListening?: () => void): void;
  close(): void;
}

/** Hears what is said on channels, over one connection that comes back by itself. What is said meanwhile is missed. */
export function openEar(place: RedisPlace): Ear {
  const { url, ...options } = connectionTo(place);
  const redis = new Redis(url, { ...options, autoResubscribe: false });
  const listeners = new Map<string, (text: string) => void>();
  redis.on('error', () => undefined);
  redis.on('message', (channel, text) => listeners.get(channel)?.(text));
  return {
    hear(channel, listener, onListening) {
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
