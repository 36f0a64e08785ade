import type { Engine } from '../../engine/engine.ts';
import { undoProblemWords } from '../../shared/task/undo.ts';
import type { HandlersFor } from './answer-request.ts';
import { refuse } from './refuse.ts';

/** What was made, taken back. */
export function undoRequests(engine: Pick<Engine, 'undo'>): HandlersFor<'batch:undo'> {
  return {
    'batch:undo': async (batchId) => {
      const report = await engine.undo(batchId);
      return report.ok ? report : refuse('not-possible', undoProblemWords[report.problem]);
    },
  };
}
