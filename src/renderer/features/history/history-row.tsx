import { RotateCcw, Undo2 } from 'lucide-react';
import { displayPath } from '../../../shared/paths/display-path.ts';
import type { Batch } from '../../../shared/task/batch.ts';
import { isSettled } from '../../../shared/task/status.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { historyWords } from '../../../shared/words/areas/history.ts';
import { thumbline } from '../../store/bridge.ts';
import { loadWholeBatch } from '../../store/history-store.ts';
import { useTask } from '../../store/queue-store.ts';
import { outputBytes } from '../../store/task-sum.ts';
import { Button } from '../../ui/button.tsx';
import { FileName } from '../../ui/file-name.tsx';
import { resultWords, statusLine } from '../../words/task-words.ts';
import { clockWords, dayWords } from '../../words/times.ts';
import { SaveMenu } from '../saving/save-menu.tsx';
import { StatusGlyph } from '../tasks/status-glyph.tsx';
import { runAgain } from '../tasks/task-actions.ts';
import { TaskPicture } from '../tasks/task-picture.tsx';
import { useTaskItem } from '../tasks/use-task-item.ts';
import { askToUndo } from '../undo/undo-store.ts';
import { type HistoryLine, newest } from './history-lines.ts';

interface HistoryRowProps {
  line: Extract<HistoryLine, { kind: 'task' }>;
  ids: readonly TaskId[];
  top: number;
}

export function HistoryRow({ line, ids, top }: HistoryRowProps) {
  const task = newest(line.task, useTask(line.task.id)) ?? line.task;
  const item = useTaskItem(task, { index: line.index, ids });
  const status = statusLine(task);
  return (
    <li
      {...item.props}
      className="task-row history-row"
      style={{ transform: `translateY(${top}px)` }}
    >
      <span className="task-row-picture">
        <TaskPicture task={task} iconSize={18} />
      </span>
      <FileName name={item.name} />
      <span className="task-row-status" title={status}>
        <StatusGlyph task={task} />
        <span>{status}</span>
      </span>
      <span data-number>{resultWords(task)}</span>
      <span data-number>{task.status === 'succeeded' ? bytesWords(outputBytes(task)) : ''}</span>
      <span data-number>{clockWords(task.queuedAt)}</span>
    </li>
  );
}

async function runBatchAgain(batch: Batch): Promise<void> {
  const tasks = await loadWholeBatch(batch.id);
  const settled = tasks.filter((task) => isSettled(task.status)).map((task) => task.id);
  if (settled.length > 0) await runAgain(settled, batch.recipe);
}

export function BatchHead({ batch }: { batch: Batch }) {
  return (
    <div className="history-head">
      <h2 title={displayPath(batch.title)}>
        <bdi>{displayPath(batch.title)}</bdi>
      </h2>
      <span>
        {dayWords(batch.createdAt)}, {clockWords(batch.createdAt)} · {batch.recipe.name}
        {batch.undoneAt === null ? null : ` · ${historyWords('undone')}`}
      </span>
      {thumbline.can.changes ? (
        <Button look="quiet" shape="small" onClick={() => void runBatchAgain(batch)}>
          <RotateCcw size={13} aria-hidden /> {historyWords('runAgain')}
        </Button>
      ) : null}
      <SaveMenu
        shape="small"
        takeaway={() => ({ source: { batchId: batch.id }, name: displayPath(batch.title) })}
      />
      {thumbline.can.undo && batch.undoneAt === null ? (
        <Button look="quiet" shape="small" onClick={() => askToUndo(batch)}>
          <Undo2 size={13} aria-hidden /> {historyWords('undo')}
        </Button>
      ) : null}
    </div>
  );
}
