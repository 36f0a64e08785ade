import { displayName } from '../../shared/paths/display-path.ts';
import { failureLine } from '../../shared/task/failure-words.ts';
import type { PresetImport } from '../../shared/task/import-presets.ts';
import type { Receipt } from '../../shared/task/receipt.ts';
import { queueWords } from '../../shared/words/areas/queue.ts';
import { raiseNotice } from './notices.ts';

const namedAtMost = 3;

/** Says what could not be taken. What was taken is seen on the queue. */
export function announceReceipt(receipt: Receipt): void {
  if (receipt.imported) announceImport(receipt.imported);
  const [first] = receipt.refused;
  if (!first) {
    if (receipt.batchId === null && !receipt.imported)
      raiseNotice({ title: queueWords('nothingAdd') });
    return;
  }
  if (receipt.refused.length === 1) {
    raiseNotice({
      title: queueWords('displayNameNotAdded', { displayName: displayName(first.path) }),
      detail: failureLine(first.failure),
      isProblem: true,
    });
    return;
  }
  const names = receipt.refused.slice(0, namedAtMost).map(({ path }) => displayName(path));
  const more = receipt.refused.length - names.length;
  raiseNotice({
    title: queueWords('countCouldNotAdded', { count: receipt.refused.length }),
    detail: `${names.join(', ')}${more > 0 ? queueWords('moreMore', { more }) : ''}`,
    isProblem: true,
  });
}

/** Says which presets came in, and what was wrong with the others. */
export function announceImport({ names, warnings, problems }: PresetImport): void {
  if (names.length > 0) {
    const quoted = names.map((name) => `“${name}”`).join(', ');
    const [warning] = warnings;
    raiseNotice({
      title: queueWords('addedQuotedPresets', { quoted }),
      ...(warning ? { detail: warning } : {}),
    });
  }
  for (const problem of problems) raiseNotice({ title: problem, isProblem: true });
}
