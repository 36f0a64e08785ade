import type { Engine } from '../../engine/index.ts';
import { ok } from '../../shared/result.ts';
import type { HandlersFor } from './answer-request.ts';
import { refuse } from './refuse.ts';

type Doors = Pick<Engine, 'focalPoint' | 'saveFocalPoint'>;

/** What must stay in a picture that is cut. */
export function focusRequests(engine: Doors): HandlersFor<'focus:read' | 'focus:save'> {
  return {
    'focus:read': async (taskId) => ok(await engine.focalPoint(taskId)),
    'focus:save': async ({ taskId, point }) =>
      (await engine.saveFocalPoint(taskId, point))
        ? ok(undefined)
        : refuse('not-found', 'The picture is not there any more.'),
  };
}
