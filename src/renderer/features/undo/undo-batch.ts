import type { Batch } from '../../../shared/task/batch.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../notices/ask.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { undoNotice } from './undo-notice.ts';

/** Moves what a batch made to the trash, and puts replaced originals back. */
export async function undoBatch(batchId: Batch['id']): Promise<void> {
  const report = await ask(thumbline.undoBatch(batchId));
  if (report) raiseNotice(undoNotice(report));
}
