import { RotateCcw, Undo2 } from 'lucide-react';
import { displayPath } from '../../../shared/paths/display-path.ts';
import type { Batch } from '../../../shared/task/batch.ts';
import { isSettled } from '../../../shared/task/status.ts';
import { thumbline } from '../../store/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { clockWords, dayWords } from '../../words/times.ts';
import { SaveMenu } from '../saving/save-menu.tsx';
import { runAgain } from '../tasks/task-actions.ts';
import { askToUndo } from '../undo/undo-batch.ts';
import { loadWholeBatch } from '../../store/history-store.ts';

async function runBatchAgain(batch: Batch): Promise<void> {
  const tasks = await loadWholeBatch(batch.id);
  const settled = tasks.filter((task) => isSettled(task.status)).map((task) => task.id);
  if (settled.length > 0) await runAgain(settled, batch.recipe);
}

export function BatchHead({ batch }: { batch: Batch }) {
  return (
    <div className="history-head">
      <h2>
        <bdi>{displayPath(batch.title)}</bdi>
      </h2>
      <span>
        {dayWords(batch.createdAt)}, {clockWords(batch.createdAt)} · {batch.recipe.name}
        {batch.undoneAt === null ? null : ' · Undone'}
      </span>
      <Button look="quiet" shape="small" onClick={() => void runBatchAgain(batch)}>
        <RotateCcw size={13} aria-hidden /> Run again
      </Button>
      <SaveMenu
        shape="small"
        takeaway={() => ({ source: { batchId: batch.id }, name: displayPath(batch.title) })}
      />
      {thumbline.can.undo && batch.undoneAt === null ? (
        <Button look="quiet" shape="small" onClick={() => askToUndo(batch)}>
          <Undo2 size={13} aria-hidden /> Undo
        </Button>
      ) : null}
    </div>
  );
}
