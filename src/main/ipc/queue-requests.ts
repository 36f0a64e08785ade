import type { Engine } from '../../engine/index.ts';
import { asText } from '../../shared/ipc/as-text.ts';
import { refuse } from '../../shared/ipc/answers.ts';
import { ok } from '../../shared/result.ts';
import { undoProblemWords } from '../../shared/task/undo.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { HandlersFor } from './answer-request.ts';

type Channels =
  | 'queue:snapshot'
  | 'queue:pause'
  | 'queue:resume'
  | 'queue:clear'
  | 'batch:pause'
  | 'batch:resume'
  | 'batch:cancel'
  | 'task:list'
  | 'monitor:report'
  | 'worker:set-jobs'
  | 'worker:end'
  | 'app:sign-out'
  | 'history:act';

export function queueRequests(engine: Engine): HandlersFor<Channels> {
  return {
    'queue:snapshot': () => ok(engine.snapshot()),
    'queue:pause': () => ok(engine.pause()),
    'queue:resume': () => ok(engine.resume()),
    'queue:clear': () => ok(engine.clear()),
    'batch:pause': (batchId) => ok(engine.pauseBatch(batchId)),
    'batch:resume': (batchId) => ok(engine.resumeBatch(batchId)),
    'batch:cancel': (batchId) => ok(engine.cancelBatch(batchId)),
    'task:list': ({ after, limit }) => ok(asText(engine.listTasks(after, limit))),
    'monitor:report': () => ok(engine.monitor()),
    // This computer's own workers follow the settings.
    'worker:set-jobs': () => refuse('not-possible', desktopWords('onlyServiceWorkersCanTold')),
    'worker:end': () => refuse('not-possible', desktopWords('onlyServiceWorkersCanTold')),
    // In the window what is selected is acted on.
    'history:act': () => refuse('not-possible', desktopWords('onlyServiceActsOnFound')),
    'app:sign-out': () => refuse('not-possible', desktopWords('onlyServiceSignsOut')),
  };
}

/** What was made, taken back. */
export function undoRequests(
  engine: Pick<Engine, 'undo' | 'lastUndoable'>,
): HandlersFor<'batch:undo' | 'batch:find-undoable'> {
  return {
    'batch:undo': async (batchId) => {
      const report = await engine.undo(batchId);
      return report.ok ? report : refuse('not-possible', undoProblemWords(report.problem));
    },
    'batch:find-undoable': async () => ok(await engine.lastUndoable()),
  };
}
