import { displayName } from '../../../shared/paths/display-path.ts';
import { type UndoReport, undoWords } from '../../../shared/task/undo.ts';
import { plural } from '../../../shared/words/numbers.ts';
import type { Notice } from '../notices/raise-notice.ts';

/** What undoing came to, in words. */
export function undoNotice({ trashedCount, restoredCount, refused }: UndoReport): Notice {
  const title =
    restoredCount > 0
      ? `${plural(trashedCount, 'result')} in the trash, ${plural(restoredCount, 'original')} put back`
      : `${plural(trashedCount, 'result')} moved to the trash`;
  const [first] = refused;
  if (!first) return { title };
  const more = refused.length > 1 ? ` And ${plural(refused.length - 1, 'more file')} stayed.` : '';
  return {
    title,
    detail: `${displayName(first.path)}: ${undoWords[first.reason]}${more}`,
    isProblem: true,
  };
}
