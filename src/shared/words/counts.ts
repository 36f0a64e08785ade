import type { Tally } from '../task/tally.ts';
import { countWords } from './numbers.ts';

/** "2 skipped", "1 cancelled", "3 failed": what ended otherwise than done, as far as there is any. */
export function otherEndsWords({ skipped, cancelled, failed }: Tally): readonly string[] {
  const ends = [
    [skipped, 'skipped'],
    [cancelled, 'cancelled'],
    [failed, 'failed'],
  ] as const;
  return ends.flatMap(([count, word]) => (count > 0 ? [`${countWords(count)} ${word}`] : []));
}
