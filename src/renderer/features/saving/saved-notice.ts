import { displayName } from '../../../shared/paths/display-path.ts';
import { leftBehindWords, type SaveKind, type SaveReport } from '../../../shared/task/saving.ts';
import { bytesWords, plural } from '../../../shared/words/numbers.ts';
import type { Notice } from '../../store/notices.ts';

const things: Readonly<Record<SaveKind, string>> = { zip: 'result', 'contact-sheet': 'picture' };

/** What saving came to, in words. */
export function savedNotice(kind: SaveKind, report: SaveReport): Notice {
  const { path, count, sizeBytes, leftBehind, leftBehindCount } = report;
  const title = `Saved ${plural(count, things[kind])} in ${displayName(path)}`;
  const [first] = leftBehind;
  if (!first) return { title, detail: bytesWords(sizeBytes) };
  const name = displayName(first.path);
  const more = leftBehindCount > 1 ? ` ${plural(leftBehindCount - 1, 'more file')} left out.` : '';
  return {
    title,
    detail: `Without ${name}: ${leftBehindWords[first.reason]}${more}`,
    isProblem: true,
  };
}
