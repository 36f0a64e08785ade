import { undoingWords } from '../words/areas/undoing.ts';

/** Why a file was left as it is when its batch was undone. */
export const undoRefusals = [
  'changed',
  'gone',
  'drive-silent',
  'trash-failed',
  'place-taken',
  'original-elsewhere',
] as const;
export type UndoRefusal = (typeof undoRefusals)[number];

/** Why a batch cannot be undone at all. */
export const undoProblems = ['not-found', 'not-finished', 'undone', 'no-trash'] as const;
export type UndoProblem = (typeof undoProblems)[number];

export const undoProblemWords = (problem: UndoProblem): string =>
  undoingWords(`problem.${problem}`);

/** Only on Linux is it known where a file went in the trash; elsewhere a person takes it out of there. */
export const putsOriginalsBack = (system: string): boolean => system === 'linux';

/** What undoing a batch came to. */
export interface UndoReport {
  readonly trashedCount: number;
  readonly restoredCount: number;
  readonly refusedCount: number;
  /** The first of them, at most `namedRefusals`. */
  readonly refused: readonly RefusedUndo[];
}

/** A file that was left as it is. */
export interface RefusedUndo {
  readonly path: string;
  readonly reason: UndoRefusal;
}

/** A report of 100,000 would hold up whoever sends and gets it. */
export const namedRefusals = 100;

export const undoWords = (reason: UndoRefusal): string => undoingWords(`refused.${reason}`);
