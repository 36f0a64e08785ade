import type { Engine } from '../../engine/index.ts';
import { ok } from '../../shared/result.ts';
import { undoProblemWords } from '../../shared/task/undo.ts';
import type { HandlersFor } from './answer-request.ts';
import { refuse } from './refuse.ts';

type Channels = 'batch:undo' | 'batch:find-undoable';

/** What was made, taken back. */
export function undoRequests(engine: Pick<Engine, 'undo' | 'lastUndoable'>): HandlersFor<Channels> {
  return {
    'batch:undo': async (batchId) => {
      const report = await engine.undo(batchId);
      return report.ok ? report : refuse('not-possible', undoProblemWords[report.problem]);
    },
    'batch:find-undoable': async () => ok(await engine.lastUndoable()),
  };
}
