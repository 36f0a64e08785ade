import type { ServerResponse } from 'node:http';
import type { Change } from '../../shared/task/change.ts';
import type { ChangeFeed } from './change-feed.ts';

/** Below the time after which proxies and our own server give a silent connection up. */
const heartbeatMs = 10_000;
/** A reader that is this far behind is cut off; it comes back and goes on by number. */
const longestBacklogBytes = 4_000_000;

function eventOf(change: Change, show: (change: Change) => unknown): string {
  return `id: ${change.number}\nevent: change\ndata: ${JSON.stringify(show(change))}\n\n`;
}

/**
 * Writes changes as server-sent events until the reader goes. `after` is the last number the reader knows; when
 * what followed is not kept any more, it is told `reset` with the number to take a new snapshot at.
 */
export function streamChanges(
  response: ServerResponse,
  {
    feed,
    after,
    show,
  }: {
    readonly feed: ChangeFeed;
    readonly after: number;
    readonly show: (change: Change) => unknown;
  },
): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  const write = (text: string) => {
    response.write(text);
    if (response.writableLength > longestBacklogBytes) response.destroy();
  };
  const writeChanges = (changes: readonly Change[]) =>
    write(changes.map((change) => eventOf(change, show)).join(''));

  const missed = feed.since(after);
  write('retry: 1000\n\n');
  if (missed === null) {
    write(`id: ${feed.lastNumber}\nevent: reset\ndata: {"number":${feed.lastNumber}}\n\n`);
  } else if (missed.length > 0) writeChanges(missed);
  const unsubscribe = feed.subscribe(writeChanges);
  const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs);
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}
