import { FolderOpen, ListX, MoreHorizontal, Pause, Play, RotateCcw, Undo2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { listKeys } from '../../../shared/commands/list-keys.ts';
import type { Batch } from '../../../shared/task/batch.ts';
import { isRetryable } from '../../../shared/task/status.ts';
import { settledOf, totalOf } from '../../../shared/task/tally.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { thumbline } from '../../store/bridge.ts';
import type { TaskSum } from '../../store/task-sum.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { saveEntries } from '../saving/save-menu.tsx';
import { type BatchVerb, batchVerbs, batchVerbsNow, idsOfBatch } from '../tasks/batch-verbs.ts';
import { shownKeys } from '../tasks/shown-keys.ts';
import { showResults } from '../tasks/show-results.ts';
import { remove, retry } from '../tasks/task-actions.ts';
import { askToUndo } from '../undo/undo-store.ts';

const retryFailed = (batch: Batch) =>
  void retry(idsOfBatch(batch, ({ status }) => status === 'failed' && isRetryable(status)));

interface BatchActionsProps {
  batch: Batch;
  sum: TaskSum;
  title: string;
}

/** What helps most with a batch now, as a button; the rest in a menu. */
export function BatchActions({ batch, sum, title }: BatchActionsProps) {
  const isOver = settledOf(sum.tally) === totalOf(sum.tally) && !batch.isWalking;
  const count = sum.tally.failed;
  const entries = batchEntries(batch, sum, isOver);
  return (
    <div className="batch-head-actions">
      {isOver && count > 0 && thumbline.can.changes ? (
        <Button
          aria-label={queueWords('tryAgainOf', { count, title })}
          onClick={() => retryFailed(batch)}
        >
          <RotateCcw size={14} aria-hidden /> {queueWords('tryAgain', { count })}
        </Button>
      ) : isOver && sum.madeCount > 0 && thumbline.can.opensFiles ? (
        <Button
          aria-label={queueWords('showInFolderOf', { title })}
          onClick={() => showResults(batch.id)}
        >
          <FolderOpen size={14} aria-hidden /> {queueWords('showInFolder')}
        </Button>
      ) : !isOver && batch.isPaused && thumbline.can.pausesBatches ? (
        <Button
          aria-label={queueWords('goOnWith', { title })}
          onClick={() => batchVerbs.goOn(batch)}
        >
          <Play size={14} aria-hidden /> {queueWords('verb.goOn')}
        </Button>
      ) : null}
      {entries.length === 0 ? null : (
        <Menu
          align="end"
          trigger={
            <Button look="quiet" shape="icon" aria-label={queueWords('moreOf', { title })}>
              <MoreHorizontal size={16} />
            </Button>
          }
          entries={entries}
        />
      )}
    </div>
  );
}

const verbIcons: Readonly<Record<BatchVerb, ReactNode>> = {
  pause: <Pause size={15} />,
  goOn: <Play size={15} />,
  cancelRest: <X size={15} />,
};

function batchEntries(batch: Batch, sum: TaskSum, isOver: boolean): readonly MenuEntry[] {
  const hasMade = sum.madeCount > 0;
  const entries: MenuEntry[] = [];
  if (hasMade && thumbline.can.opensFiles && !(isOver && sum.tally.failed === 0)) {
    entries.push({
      label: queueWords('showInFolder'),
      icon: <FolderOpen size={15} />,
      onSelect: () => showResults(batch.id),
    });
  }
  if (hasMade && isOver) {
    entries.push(...saveEntries(() => ({ source: { batchId: batch.id }, name: batch.title })));
  }
  if (hasMade && isOver && batch.undoneAt === null && thumbline.can.undo) {
    entries.push({
      label: queueWords('undoThis'),
      icon: <Undo2 size={15} />,
      onSelect: () => askToUndo(batch),
    });
  }
  if (!thumbline.can.changes) return entries;
  for (const verb of batchVerbsNow(batch)) {
    entries.push({
      label: queueWords(`verb.${verb}`),
      icon: verbIcons[verb],
      ...(verb !== 'cancelRest' && { keys: shownKeys(listKeys.pauseBatch) }),
      onSelect: () => batchVerbs[verb](batch),
    });
  }
  if (isOver) {
    entries.push('separator', {
      label: thumbline.can.keepsResults ? queueWords('removeBatch') : queueWords('remove'),
      icon: <ListX size={15} />,
      onSelect: () => void remove(idsOfBatch(batch, () => true)),
    });
  }
  return entries;
}
