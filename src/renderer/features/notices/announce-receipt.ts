import { displayName } from '../../../shared/paths/display-path.ts';
import { failureLine } from '../../../shared/task/failure-words.ts';
import type { Receipt } from '../../../shared/task/receipt.ts';
import { plural } from '../../../shared/words/numbers.ts';
import { announceImport } from './announce-import.ts';
import { raiseNotice } from './raise-notice.ts';

const namedAtMost = 3;

/** Says what could not be taken. What was taken is seen on the queue. */
export function announceReceipt(receipt: Receipt): void {
  if (receipt.imported) announceImport(receipt.imported);
  const [first] = receipt.refused;
  if (!first) {
    if (receipt.batchId === null && !receipt.imported)
      raiseNotice({ title: 'There was nothing to add.' });
    return;
  }
  if (receipt.refused.length === 1) {
    raiseNotice({
      title: `${displayName(first.path)} was not added`,
      detail: failureLine(first.failure),
      isProblem: true,
    });
    return;
  }
  const names = receipt.refused.slice(0, namedAtMost).map(({ path }) => displayName(path));
  const more = receipt.refused.length - names.length;
  raiseNotice({
    title: `${plural(receipt.refused.length, 'item')} could not be added`,
    detail: `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    isProblem: true,
  });
}
