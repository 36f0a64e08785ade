import type { Engine } from '../../engine/index.ts';
import { ok } from '../../shared/result.ts';
import type { HandlersFor } from './answer-request.ts';
import { refuse } from './refuse.ts';

type Channels =
  | 'queue:snapshot'
  | 'queue:pause'
  | 'queue:resume'
  | 'queue:clear'
  | 'task:list'
  | 'monitor:report'
  | 'worker:set-jobs';

export function queueRequests(engine: Engine): HandlersFor<Channels> {
  return {
    'queue:snapshot': () => ok(engine.snapshot()),
    'queue:pause': () => ok(engine.pause()),
    'queue:resume': () => ok(engine.resume()),
    'queue:clear': () => ok(engine.clear()),
    'task:list': ({ after, limit }) => ok(engine.listTasks(after, limit)),
    'monitor:report': () => ok(engine.monitor()),
    // This computer's own workers follow the settings.
    'worker:set-jobs': () => refuse('not-possible', 'Only a service has workers that can be told.'),
  };
}
