import { z } from 'zod';
import type { Change } from '../../shared/task/change.ts';
import type { App } from '../http/app.ts';
import type { ClientLimit } from '../http/client-limit.ts';
import type { ChangeFeed } from './change-feed.ts';
import { streamChanges } from './event-stream.ts';

export interface ChangeStream {
  readonly url: string;
  readonly feed: ChangeFeed;
  readonly show: (change: Change) => unknown;
  readonly limit: ClientLimit;
  /** What the document says of it; null leaves it out. */
  readonly summary?: string;
}

const ChangeNumber = z.coerce.number().int().nonnegative().optional();

/** A route of server-sent events that goes on after `Last-Event-ID` or `after`; ended when the service closes. */
export function addChangeStream(app: App, { url, feed, show, limit, summary }: ChangeStream): void {
  const streams = new Set<{ end(): unknown }>();
  app.addHook('preClose', (done) => {
    for (const stream of streams) stream.end();
    done();
  });
  const words = summary === undefined ? { hide: true } : { tags: ['events'], summary };
  app.get(url, {
    schema: {
      ...words,
      description:
        'Each event’s id is its number; `reset` means: take a new list and go on from there; `alive` that there is nothing new.',
      querystring: z.object({ after: ChangeNumber }),
      headers: z.object({ 'last-event-id': ChangeNumber }),
    },
    handler(request, reply) {
      limit(request, reply);
      const after = request.headers['last-event-id'] ?? request.query.after ?? feed.lastNumber;
      reply.hijack();
      streams.add(reply.raw);
      reply.raw.on('close', () => streams.delete(reply.raw));
      return streamChanges(reply.raw, { feed, after, show });
    },
  });
}
