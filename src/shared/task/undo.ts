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

export const undoProblemWords: Readonly<Record<UndoProblem, string>> = {
  'not-found': 'This is not in the history any more, so it cannot be undone.',
  'not-finished': 'This is not finished yet. Wait for it or cancel it, then undo it.',
  undone: 'This was undone already.',
  'no-trash': 'The system’s trash cannot be reached from here, so nothing was undone.',
};

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

export const undoWords: Readonly<Record<UndoRefusal, string>> = {
  changed: 'It was changed since, so it stays.',
  gone: 'It is not there any more.',
  'drive-silent': 'Its drive does not answer. Undo again when it does.',
  'trash-failed': 'It could not be moved to the trash.',
  'place-taken':
    'The original could not be put back: something else has its place, or it left the trash.',
  'original-elsewhere': 'The original is in the system’s trash. Put it back from there.',
};
