import type { Change } from '../../shared/task/change.ts';
import { addChangeStream } from '../events/change-stream-route.ts';
import type { Service } from '../service.ts';
import { taskBody } from '../public-view/task-body.ts';
import type { App } from '../http/server.ts';
import type { ClientLimit } from '../http/limits.ts';

/** What programs are told of a change: tasks as the lists show them, without paths of this machine. */
function programChange(change: Change): unknown {
  if (change.kind === 'task') return { ...change, task: taskBody(change.task) };
  if (change.kind !== 'batch') return change;
  const { id, number, title, origin, createdAt } = change.batch;
  return { ...change, batch: { id, number, title, origin, createdAt } };
}

/** Every change as it happens, for readers that come and go. */
export function addEventRoutes(app: App, { changes }: Service, limit: ClientLimit): void {
  const words = {
    operationId: 'followChanges',
    tags: ['events'],
    summary: 'Changes as server-sent events',
  };
  addChangeStream(app, { url: '/events', feed: changes, show: programChange, limit, words });
}
