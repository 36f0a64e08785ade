/** Why a file was left as it is when its batch was undone. */
export const undoRefusals = [
  'changed',
  'gone',
  'trash-failed',
  'place-taken',
  'original-elsewhere',
] as const;
export type UndoRefusal = (typeof undoRefusals)[number];

/** What undoing a batch came to. */
export interface UndoReport {
  readonly trashedCount: number;
  readonly restoredCount: number;
  readonly refused: readonly { readonly path: string; readonly reason: UndoRefusal }[];
}

export const undoWords: Readonly<Record<UndoRefusal, string>> = {
  changed: 'It was changed since, so it stays.',
  gone: 'It is not there any more.',
  'trash-failed': 'It could not be moved to the trash.',
  'place-taken':
    'The original could not be put back: something else has its place, or it left the trash.',
  'original-elsewhere': 'The original is in the system’s trash. Put it back from there.',
};
