import type { TaskId } from '../../../shared/task/task.ts';
import { useTask } from '../../store/queue-store.ts';
import { outputBytes } from '../../store/task-table.ts';
import { FileName } from '../../ui/file-name.tsx';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { resultWords, statusLine } from '../../words/task-words.ts';
import { clockWords } from '../../words/times.ts';
import { StatusGlyph } from '../tasks/status-glyph.tsx';
import { TaskPicture } from '../tasks/task-picture.tsx';
import { useTaskItem } from '../tasks/use-task-item.ts';
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
