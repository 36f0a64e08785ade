import { create } from 'zustand';
import type { Batch } from '../../../shared/task/batch.ts';
import type { BatchId } from '../../../shared/task/task.ts';
import { undoingWords } from '../../../shared/words/areas/undoing.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { mirror } from '../../store/queue-store.ts';
import { undoNotice } from './undo-notice.ts';

interface Undoing {
  /** The one that the dialog asks about; it stays while the dialog fades. */
  readonly batch: Batch | null;
  readonly isAsking: boolean;
  /** Results are being moved; one batch at a time. */
  readonly isRunning: boolean;
}

export const useUndo = create<Undoing>(() => ({ batch: null, isAsking: false, isRunning: false }));

/** Shows the question; nothing is moved before it is answered. */
export function askToUndo(batch: Batch): void {
  if (useUndo.getState().isRunning) raiseNotice({ title: undoingWords('batchBeingUndoneAlready') });
  else useUndo.setState({ batch, isAsking: true });
}

/** Asks about the batch with that id, or without one about the newest that can be undone, wherever it is shown. */
export async function askToUndoLast(batchId: BatchId | null = null): Promise<void> {
  const named = batchId === null ? undefined : mirror.batches.get(batchId);
  if (named?.undoneAt === null) {
    askToUndo(named);
    return;
  }
  const found = await thumbline.findUndoable();
  if (!found.ok) raiseNotice({ title: found.problem.message, isProblem: true });
  else if (found.value !== null && (batchId === null || batchId === found.value.id))
    askToUndo(found.value);
  else raiseNotice({ title: undoingWords('nothingUndo') });
}

export const closeUndo = () => useUndo.setState({ isAsking: false });

/** Moves what the batch made to the trash, puts replaced originals back, and says what came of it. */
export async function undoAsked(): Promise<void> {
  const { batch } = useUndo.getState();
  if (!batch) return;
  useUndo.setState({ isAsking: false, isRunning: true });
  const report = await ask(thumbline.undoBatch(batch.id));
  useUndo.setState({ isRunning: false });
  if (report) raiseNotice(undoNotice(report));
}
