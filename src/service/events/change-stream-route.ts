import type { FastifySchema } from 'fastify';
import { z } from 'zod';
import type { Change } from '../../shared/task/change.ts';
import type { App } from '../http/server.ts';
import type { ClientLimit } from '../http/limits.ts';
import { textOf } from '../http/document/answers.ts';
import { madeTask } from '../http/document/samples.ts';
import { taskBody } from '../public-view/task-body.ts';
import type { ChangeFeed } from './change-feed.ts';
import { eventOf, streamChanges } from './event-stream.ts';

export interface ChangeStream {
  readonly url: string;
  readonly feed: ChangeFeed;
  readonly show: (change: Change) => unknown;
  readonly limit: ClientLimit;
  /** What the document says of it; left out, it is not told of. */
  readonly words?: Pick<FastifySchema, 'operationId' | 'tags' | 'summary'>;
}

const { number } = madeTask;
const exampleEvent = eventOf('change', { kind: 'task', number, task: taskBody(madeTask) }, number);
const ChangeNumber = z.coerce.number().int().nonnegative().optional();

/** A route of server-sent events that goes on after `Last-Event-ID` or `after`; ended when the service closes. */
export function addChangeStream(app: App, { url, feed, show, limit, words }: ChangeStream): void {
  const streams = new Set<{ end(): unknown }>();
  app.addHook('preClose', (done) => {
    for (const stream of streams) stream.end();
    done();
  });
  app.get(url, {
    // It would never end.
    exposeHeadRoute: false,
    config: { refusals: ['too-many-readers'] },
    schema: {
      ...(words ?? { hide: true }),
      description:
        'Each event’s id is its number; `reset` means: take a new list and go on from there; `alive` that there is nothing new.',
      querystring: z.object({ after: ChangeNumber }),
      headers: z.object({ 'last-event-id': ChangeNumber }),
      response: { 200: textOf('For as long as it is read', 'text/event-stream', exampleEvent) },
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
