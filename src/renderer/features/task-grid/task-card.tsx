import './task-card.css';
import { memo } from 'react';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { outputCountOf, useTask } from '../../store/queue-store.ts';
import { FileName } from '../../ui/file-name.tsx';
import { taskLine } from '../../words/task-words.ts';
import { StatusGlyph } from '../tasks/status-glyph.tsx';
import { TaskPicture } from '../tasks/task-picture.tsx';
import { useTaskItem } from '../tasks/use-task-item.ts';

interface TaskCardProps {
  id: TaskId;
  index: number;
  ids: readonly TaskId[];
  top: number;
  start: number;
  width: number;
  tileHeight: number;
}

export const TaskCard = memo(function TaskCard({ id, ...place }: TaskCardProps) {
  const task = useTask(id);
  return task ? <KnownTaskCard task={task} {...place} /> : null;
});

function KnownTaskCard(props: Omit<TaskCardProps, 'id'> & { task: Task }) {
  const { task, top, start, width, tileHeight, ...place } = props;
  const item = useTaskItem(task, place);
  const line = taskLine(task, outputCountOf(task));
  return (
    <li
      {...item.props}
      className="task-card"
      style={{ insetInlineStart: start, width, transform: `translateY(${top}px)` }}
    >
      <div className="task-card-tile" style={{ height: tileHeight }}>
        <TaskPicture task={task} iconSize={28} />
      </div>
      <div className="task-card-name">
        <FileName name={item.name} />
        <StatusGlyph task={task} />
      </div>
      <div className="task-card-line" title={task.status === 'failed' ? line : undefined}>
        {line}
      </div>
    </li>
  );
}
