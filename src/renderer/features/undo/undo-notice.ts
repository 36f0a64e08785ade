import { displayName } from '../../../shared/paths/display-path.ts';
import { type UndoReport, undoWords } from '../../../shared/task/undo.ts';
import { plural } from '../../../shared/words/numbers.ts';
import type { Notice } from '../../store/notices.ts';

function undoneWords(trashedCount: number, restoredCount: number, isComplete: boolean): string {
  if (restoredCount > 0) {
    return `${plural(trashedCount, 'result')} in the trash, ${plural(restoredCount, 'original')} put back`;
  }
  if (trashedCount > 0) return `${plural(trashedCount, 'result')} moved to the trash`;
  return isComplete ? 'There was nothing to undo.' : 'Nothing was undone';
}

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
  const more = refusedCount > 1 ? ` And ${plural(refusedCount - 1, 'more file')} stayed.` : '';
  return {
    title,
    detail: `${displayName(first.path)}: ${undoWords[first.reason]}${more}`,
    isProblem: true,
  };
}
