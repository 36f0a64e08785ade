import type { KeyboardEvent } from 'react';
import { displayName } from '../../../shared/paths/display-path.ts';
import type { Task } from '../../../shared/task/task.ts';
import { outputBytes } from '../../store/task-table.ts';
import { useView } from '../../store/view-store.ts';
import { FileName } from '../../ui/file-name.tsx';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { resultWords, statusLine } from '../../words/task-words.ts';
import { clockWords } from '../../words/times.ts';
import { StatusGlyph } from '../tasks/status-glyph.tsx';
import { TaskPicture } from '../tasks/task-picture.tsx';

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const list = event.currentTarget.closest('ul');
  const rows = [...(list?.querySelectorAll<HTMLElement>('.history-row') ?? [])];
  const from = rows.indexOf(event.currentTarget);
  rows[from + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  event.preventDefault();
}

export function HistoryRow({ task }: { task: Task }) {
  const isOpen = useView(({ detailId }) => detailId === task.id);
  const openDetail = useView((view) => view.openDetail);
  const status = statusLine(task);
  return (
    <button
      type="button"
      className="task-row history-row"
      data-status={task.status}
      data-task-id={task.id}
      data-selected={isOpen ? '' : undefined}
      onKeyDown={moveFocus}
      onClick={() => openDetail(task.id)}
    >
      <span className="task-row-picture">
        <TaskPicture task={task} iconSize={18} />
      </span>
      <FileName name={displayName(task.sourcePath)} />
      <span className="task-row-status" title={status}>
        <StatusGlyph task={task} />
        <span>{status}</span>
      </span>
      <span data-number>{resultWords(task)}</span>
      <span data-number>{task.status === 'succeeded' ? bytesWords(outputBytes(task)) : ''}</span>
      <span data-number>{clockWords(task.queuedAt)}</span>
    </button>
  );
}
