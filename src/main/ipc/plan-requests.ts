import type { Engine } from '../../engine/engine.ts';
import { ok } from '../../shared/result.ts';
import type { HandlersFor } from './answer-request.ts';
import { undoProblemWords } from '../../shared/task/undo.ts';
import { refuse } from './refuse.ts';

type Channels = 'plan:make' | 'batch:undo' | 'focus:read' | 'focus:save';

/** What would be made, what was made taken back, and what must stay in the picture. */
export function planRequests(engine: Engine): HandlersFor<Channels> {
  let planning: AbortController | null = null;
  return {
    'plan:make': async ({ sources, recipe }) => {
      planning?.abort();
      const mine = new AbortController();
      planning = mine;
      const paths =
        'paths' in sources
          ? sources.paths
          : sources.taskIds.flatMap((taskId) => engine.find(taskId)?.sourcePath ?? []);
      const plan = await engine.plan({ paths, recipe, signal: mine.signal });
      return mine.signal.aborted
        ? refuse('not-possible', 'A newer plan took its place.')
        : ok(plan);
    },
    'batch:undo': async (batchId) => {
      const report = await engine.undo(batchId);
      return report.ok ? report : refuse('not-possible', undoProblemWords[report.problem]);
    },
    'focus:read': async (taskId) => ok(await engine.focalPoint(taskId)),
    'focus:save': async ({ taskId, point }) =>
      (await engine.saveFocalPoint(taskId, point))
        ? ok(undefined)
        : refuse('not-found', 'The picture is not there any more.'),
  };
}
