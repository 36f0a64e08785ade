import { z } from 'zod';
import type { Change } from '../../../shared/task/change.ts';
import { streamChanges } from '../../events/event-stream.ts';
import type { Service } from '../../service.ts';
import { taskBody } from '../../tasks/task-body.ts';
import type { App } from '../app.ts';

/** What programs are told of a change: tasks as the lists show them, without paths of this machine. */
function programChange(change: Change): unknown {
  if (change.kind === 'task') return { ...change, task: taskBody(change.task) };
  if (change.kind !== 'batch') return change;
  const { id, number, title, origin, createdAt } = change.batch;
  return { ...change, batch: { id, number, title, origin, createdAt } };
}

/** Every change as it happens, for readers that come and go. */
export function addEventRoutes(app: App, { changes }: Service): void {
  const streams = new Set<{ end(): unknown }>();
  app.addHook('preClose', (done) => {
    for (const stream of streams) stream.end();
    done();
  });

  app.get('/events', {
    schema: {
      tags: ['events'],
      summary: 'Changes as server-sent events',
      description:
        'Each event’s id is its number. Goes on after `Last-Event-ID` or `after`; `reset` means: take a new list.',
      querystring: z.object({ after: z.coerce.number().int().nonnegative().optional() }),
      headers: z.object({ 'last-event-id': z.coerce.number().int().nonnegative().optional() }),
    },
    handler(request, reply) {
      const after = request.headers['last-event-id'] ?? request.query.after ?? changes.lastNumber;
      reply.hijack();
      streams.add(reply.raw);
      reply.raw.on('close', () => streams.delete(reply.raw));
      streamChanges(reply.raw, { feed: changes, after, show: programChange });
    },
  });
}
