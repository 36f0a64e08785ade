import type { LostHistoryReport } from '../../../shared/ipc/answers.ts';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { plural } from '../../../shared/words/numbers.ts';

const titles = {
  damaged: 'The history could not be read',
  'damaged-in-use': 'The history is damaged',
  newer: 'The history was made by a newer Thumbline',
  missing: 'The history is gone',
} as const satisfies Record<LostHistoryReport['reason'], string>;

interface LostHistoryWords {
  readonly title: string;
  /** What was waiting in it. */
  readonly state: string;
  readonly kept: string | null;
  /** What the button says that brings it back; null where there is nothing to bring back. */
  readonly offer: string | null;
}

function stateOf({ reason, waiting }: LostHistoryReport): string {
  if (reason === 'missing') {
    return 'A new one begins. If pictures were still waiting, add them again: what is made already stays.';
  }
  if (reason === 'damaged-in-use') {
    return 'Start Thumbline again: it keeps the damaged history under another name and offers what was waiting in it.';
  }
  if (!waiting) return 'Nothing in it can be read. If pictures were still waiting, add them again.';
  const { pictureCount, folderCount } = waiting;
  const parts = [
    ...(pictureCount > 0 ? [plural(pictureCount, 'picture')] : []),
    ...(folderCount > 0 ? [`${plural(folderCount, 'folder')} to look through`] : []),
  ];
  if (parts.length === 0) return 'Nothing was waiting in it.';
  const isOne = pictureCount + folderCount === 1;
  return `${parts.join(' and ')} ${isOne ? 'was' : 'were'} waiting in it.`;
}

export function lostHistoryWords(report: LostHistoryReport): LostHistoryWords {
  const { reason, path, waiting } = report;
  const waits = waiting !== null && waiting.pictureCount + waiting.folderCount > 0;
  return {
    title: titles[reason],
    state: stateOf(report),
    kept: path === null ? null : `It is kept as ${displayPath(path)}`,
    offer: reason === 'damaged-in-use' ? 'Start again' : waits ? 'Bring back' : null,
  };
}
