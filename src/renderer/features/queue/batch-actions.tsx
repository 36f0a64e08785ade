import { FolderOpen, ListX, MoreHorizontal, RotateCcw, Undo2, X } from 'lucide-react';
import type { Batch } from '../../../shared/task/batch.ts';
import { isRetryable, isSettled } from '../../../shared/task/status.ts';
import { settledOf, totalOf } from '../../../shared/task/tally.ts';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { thumbline } from '../../store/bridge.ts';
import { mirror } from '../../store/queue-store.ts';
import type { TaskSum } from '../../store/task-sum.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { saveEntries } from '../saving/save-menu.tsx';
import { showResults } from '../tasks/show-results.ts';
import { cancel, remove, retry } from '../tasks/task-actions.ts';
import { askToUndo } from '../undo/undo-store.ts';

/** Of this batch's tasks those that are so; gone through when something was chosen, not before. */
function idsOf({ id }: Batch, isWanted: (task: Task) => boolean): readonly TaskId[] {
  return mirror.table.rows.flatMap(({ task }) =>
    task.batchId === id && isWanted(task) ? [task.id] : [],
  );
}

const retryFailed = (batch: Batch) =>
  void retry(idsOf(batch, ({ status }) => status === 'failed' && isRetryable(status)));

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
  if (!isOver) {
    entries.push({
      label: queueWords('cancelRest'),
      icon: <X size={15} />,
      onSelect: () => void cancel(idsOf(batch, ({ status }) => !isSettled(status))),
    });
  }
  if (isOver) {
    entries.push('separator', {
      label: thumbline.can.keepsResults ? queueWords('removeBatch') : queueWords('remove'),
      icon: <ListX size={15} />,
      onSelect: () => void remove(idsOf(batch, () => true)),
    });
  }
  return entries;
}
