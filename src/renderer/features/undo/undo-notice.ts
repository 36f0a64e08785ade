import { displayName } from '../../../shared/paths/display-path.ts';
import { putsOriginalsBack, type UndoReport, undoWords } from '../../../shared/task/undo.ts';
import { undoingWords } from '../../../shared/words/areas/undoing.ts';
import type { Notice } from '../../store/notices.ts';

function undoneWords(trashedCount: number, restoredCount: number, isComplete: boolean): string {
  if (restoredCount > 0) {
    return undoingWords('trashedCountTrashRestoredCountPutBack', { trashedCount, restoredCount });
  }
  if (trashedCount > 0) return undoingWords('trashedCountMovedTrash', { trashedCount });
  return isComplete ? undoingWords('nothingUndo2') : undoingWords('nothingUndone');
}

/** What undoing does on a system, before it is done. */
export const undoExplained = (system: string): string =>
  undoingWords(
    putsOriginalsBack(system)
      ? 'whatMadeGoesTrashOriginals'
      : 'whatMadeGoesTrashOriginalsStayThere',
  );

/** What undoing came to, in words. */
export function undoNotice({
  trashedCount,
  restoredCount,
  refusedCount,
  refused,
}: UndoReport): Notice {
  const [first] = refused;
  const title = undoneWords(trashedCount, restoredCount, first === undefined);
  if (!first) return { title };
  return {
    title,
    detail: undoingWords('stayed', {
      name: displayName(first.path),
      reason: undoWords(first.reason),
      more: Math.max(0, refusedCount - 1),
    }),
    isProblem: true,
  };
}
