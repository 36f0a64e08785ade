import { otherEndsWords, type Tally, totalOf } from '../../shared/task/tally.ts';
import { countWords } from '../../shared/words/numbers.ts';

/** "412 of 1,204 done, 3 failed": only what succeeded is done. Empty when there is nothing on the queue. */
export function batchSummary(tally: Tally): string {
  const total = totalOf(tally);
  if (total === 0) return '';
  const done = `${countWords(tally.succeeded)} of ${countWords(total)} done`;
  return [done, ...otherEndsWords(tally)].join(', ');
}
