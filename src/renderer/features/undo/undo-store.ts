import { create } from 'zustand';
import type { Batch } from '../../../shared/task/batch.ts';
import { mirror } from '../../store/queue-store.ts';

interface Undoing {
  /** The one that the dialog asks about; it stays while the dialog fades. */
  readonly batch: Batch | null;
  readonly isAsking: boolean;
  /** Results are being moved; one batch at a time. */
  readonly isRunning: boolean;
}

export const useUndo = create<Undoing>(() => ({ batch: null, isAsking: false, isRunning: false }));

/** The newest batch on the queue that made something and was not undone; null when there is none. */
export function newestUndoable({ batches }: { readonly batches: readonly Batch[] }): Batch | null {
  return batches
    .filter(({ id, undoneAt }) => undoneAt === null && mirror.table.madeCounts.has(id))
    .reduce<Batch | null>(
      (newest, batch) => (newest && newest.createdAt > batch.createdAt ? newest : batch),
      null,
    );
}
