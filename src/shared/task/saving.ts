import { z } from 'zod';
import { savingWords } from '../words/areas/saving.ts';
import { BatchId, TaskId } from './task.ts';

/** How results can be taken along in one file. */
export const saveKinds = ['zip', 'contact-sheet'] as const;
export const SaveKind = z.enum(saveKinds);
export type SaveKind = z.infer<typeof SaveKind>;

/** What the file's name ends with. */
export const saveExtension: Readonly<Record<SaveKind, string>> = {
  zip: '.zip',
  'contact-sheet': '.html',
};

/** Whose results: those of a batch, or of some tasks. */
export const SaveSource = z.union([
  z.object({ batchId: BatchId }).readonly(),
  z.object({ taskIds: z.array(TaskId).min(1).max(100_000).readonly() }).readonly(),
]);
export type SaveSource = z.infer<typeof SaveSource>;

/** How far it is, in files or pictures. */
export interface SaveProgress {
  readonly done: number;
  readonly total: number;
}

/** What is being written, and how far it is. */
export interface SavingNews extends SaveProgress {
  readonly name: string;
}

/** Why a result is not in the file. */
export type LeftBehindReason = 'gone' | 'changed' | 'unreadable';

export interface LeftBehind {
  readonly path: string;
  readonly reason: LeftBehindReason;
}

/** What came of it. `leftBehind` names the first of `leftBehindCount`. */
export interface SaveReport {
  readonly path: string;
  readonly count: number;
  readonly sizeBytes: number;
  readonly leftBehind: readonly LeftBehind[];
  readonly leftBehindCount: number;
}

/** A file that the page can have shown by its number. */
export interface NumberedSave extends SaveReport {
  readonly number: number;
}

export const leftBehindWords = (reason: LeftBehindReason) => savingWords(`left.${reason}`);

/** What is made for a contact sheet on paper is called so, and keeps all of its pixels there. */
export const sheetOutputName = 'contact-sheet';

/** Five side by side on A4 or Letter, with the margins of a sheet, at 300 dots per inch: 34.7 and 35.8 mm. */
export const printedEdgePx = 425;
