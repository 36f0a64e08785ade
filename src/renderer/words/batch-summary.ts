import { settledOf, type Tally, totalOf } from '../../shared/task/tally.ts';
import { countWords } from '../../shared/words/numbers.ts';

/** "412 of 1,204 done, 3 failed". Empty when there is nothing on the queue. */
export function batchSummary(tally: Tally): string {
  const total = totalOf(tally);
  if (total === 0) return '';
  const failed = tally.failed > 0 ? `, ${countWords(tally.failed)} failed` : '';
  return `${countWords(settledOf(tally))} of ${countWords(total)} done${failed}`;
}
