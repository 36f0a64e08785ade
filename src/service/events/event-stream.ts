import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Change } from '../../shared/task/change.ts';
import type { ChangeFeed } from './change-feed.ts';

/** Below the time after which proxies and our own server give a silent connection up. */
const heartbeatMs = 10_000;
/** Written at once, and so kept in memory for each reader at most. */
const changesAtOnce = 200;

export interface ChangeReader {
  readonly feed: ChangeFeed;
  /** The last number that the reader knows. */
  readonly after: number;
  readonly show: (change: Change) => unknown;
}

export const eventOf = (name: string, data: unknown, id?: number) =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Writes changes as server-sent events until the reader goes, as fast as the reader takes them. One that falls so
 * far behind that what followed is not kept any more is told `reset`, with the number to take a new list at. Silence
 * is filled with the event `alive`, so that a reader can tell a quiet service from a dead connection.
 */
export async function streamChanges(
  response: ServerResponse,
  { feed, after, show }: ChangeReader,
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  const gone = new AbortController();
  const { signal } = gone;
  let wake = Promise.withResolvers<void>();
  const leave = () => {
    gone.abort();
    wake.resolve();
  };
  response.once('close', leave).once('error', leave);
  const unsubscribe = feed.subscribe(() => wake.resolve());
  const heartbeat = setInterval(() => {
    // Whoever still has something to read needs no sign of life.
    if (!response.writableNeedDrain) response.write(eventOf('alive', null));
  }, heartbeatMs);
  const write = async (text: string) => {
    if (!response.write(text)) await once(response, 'drain', { signal });
  };

  try {
    await write('retry: 1000\n\n');
    let known = after;
    while (!signal.aborted) {
      const missed = feed.after(known, changesAtOnce);
      if (missed === null) {
        known = feed.lastNumber;
        await write(eventOf('reset', { number: known }, known));
      } else if (missed.length > 0) {
        known = missed.at(-1)?.number ?? known;
        const events = missed.map((change) => eventOf('change', show(change), change.number));
        await write(events.join(''));
      } else {
        await wake.promise;
        wake = Promise.withResolvers();
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearInterval(heartbeat);
    unsubscribe();
  }
}
