import { otherEndsWords, type Tally } from '../../shared/task/tally.ts';
import { plural } from '../../shared/words/numbers.ts';

/** What a notification says when a run has ended; null when nothing in it is worth saying. */
export function finishedWords(ended: Tally) {
  const { succeeded, failed, skipped } = ended;
  if (succeeded + failed + skipped === 0) return null;
  const parts = [`${plural(succeeded, 'picture')} done`, ...otherEndsWords(ended)];
  return {
    title: failed > 0 ? 'Finished, with failures' : titleWithoutFailures(succeeded),
    body: `${parts.join(', ')}.`,
  };
}

const titleWithoutFailures = (succeeded: number) =>
  succeeded > 0 ? 'Thumbnails are ready' : 'There was nothing to do';
