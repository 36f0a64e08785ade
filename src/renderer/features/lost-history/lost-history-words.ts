import type { LostHistoryReport } from '../../../shared/ipc/answers.ts';
import { displayPath } from '../../../shared/paths/display-path.ts';
import { lostWords } from '../../../shared/words/areas/lost.ts';

const titles = {
  damaged: lostWords('historyCouldNotRead'),
  'damaged-in-use': lostWords('historyDamaged'),
  newer: lostWords('historyMadeNewerThumbline'),
  missing: lostWords('historyGone'),
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
    return lostWords('newOneBeginsIfPictures');
  }
  if (reason === 'damaged-in-use') {
    return lostWords('startThumblineAgainKeepsDamaged');
  }
  if (!waiting) return lostWords('nothingCanReadIfPictures');
  const { pictureCount, folderCount } = waiting;
  if (pictureCount === 0 && folderCount === 0) return lostWords('nothingWaiting');
  if (folderCount === 0) return lostWords('picturesWaiting', { pictureCount });
  if (pictureCount === 0) return lostWords('foldersWaiting', { folderCount });
  return lostWords('bothWaiting', { pictureCount, folderCount });
}

export function lostHistoryWords(report: LostHistoryReport): LostHistoryWords {
  const { reason, path, waiting } = report;
  const waits = waiting !== null && waiting.pictureCount + waiting.folderCount > 0;
  return {
    title: titles[reason],
    state: stateOf(report),
    kept: path === null ? null : lostWords('keptDisplayPath', { displayPath: displayPath(path) }),
    offer:
      reason === 'damaged-in-use' ? lostWords('startAgain') : waits ? lostWords('bringBack') : null,
  };
}
