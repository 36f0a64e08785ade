import { create } from 'zustand';
import type { Batch } from '../../../shared/task/batch.ts';

interface Undoing {
  /** The one that the dialog asks about; it stays while the dialog fades. */
  readonly batch: Batch | null;
  readonly isAsking: boolean;
  /** Results are being moved; one batch at a time. */
  readonly isRunning: boolean;
}

export const useUndo = create<Undoing>(() => ({ batch: null, isAsking: false, isRunning: false }));
