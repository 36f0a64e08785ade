import { Redis } from 'ioredis';
import { connectionTo, type RedisPlace } from './redis.ts';

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
