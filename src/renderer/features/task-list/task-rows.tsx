import './task-row.css';
import { memo, useRef } from 'react';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { useTask } from '../../store/queue-store.ts';
import { outputBytes } from '../../store/task-sum.ts';
import { FileName } from '../../ui/file-name.tsx';
import { resultWords, statusLine } from '../../words/task-words.ts';
import { durationWords } from '../../words/times.ts';
import { StatusGlyph } from '../tasks/status-glyph.tsx';
import { TaskPicture } from '../tasks/task-picture.tsx';
import { type RenderHead, TaskViewport } from '../tasks/task-viewport.tsx';
import { useTaskItem } from '../tasks/use-task-item.ts';

interface TaskRowProps {
  id: TaskId;
  index: number;
  top: number;
  ids: readonly TaskId[];
}

const TaskRow = memo(function TaskRow({ id, ...place }: TaskRowProps) {
  const task = useTask(id);
  return task ? <KnownTaskRow task={task} {...place} /> : null;
});

function timeOf(task: Task): string {
  const hasEnded = 'durationMs' in task && task.durationMs !== null;
  return hasEnded ? durationWords(task.durationMs) : '';
}

function KnownTaskRow({ task, top, ...place }: Omit<TaskRowProps, 'id'> & { task: Task }) {
  const item = useTaskItem(task, place);
  const status = statusLine(task);
  return (
    <li {...item.props} className="task-row" style={{ insetBlockStart: top }}>
      <span className="task-row-picture">
        <TaskPicture task={task} iconSize={18} />
      </span>
      <FileName name={item.name} />
      <span className="task-row-status" title={status}>
        <StatusGlyph task={task} />
        <span>{status}</span>
      </span>
      <span data-number>{task.sizeBytes === null ? '' : bytesWords(task.sizeBytes)}</span>
      <span data-number>{resultWords(task)}</span>
      <span data-number>{task.status === 'succeeded' ? bytesWords(outputBytes(task)) : ''}</span>
      <span data-number>{timeOf(task)}</span>
    </li>
  );
}

const rowHeight = 40;

interface TaskRowsProps {
  ids: readonly TaskId[];
  renderHead: RenderHead;
}

export function TaskRows({ ids, renderHead }: TaskRowsProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  return (
    <>
      <div className="task-row-heads" aria-hidden>
        <span />
        <span>{queueWords('name')}</span>
        <span>{queueWords('status')}</span>
        <span data-number>{queueWords('source')}</span>
        <span data-number>{queueWords('dimensions')}</span>
        <span data-number>{queueWords('output')}</span>
        <span data-number>{queueWords('time')}</span>
      </div>
      <TaskViewport
        ids={ids}
        scrollRef={scrollRef}
        columns={1}
        rowHeight={rowHeight}
        padding={{ start: 4, end: 72 }}
        renderHead={renderHead}
        renderTask={(id, { index, top }) => (
          <TaskRow key={id} id={id} index={index} ids={ids} top={top} />
        )}
      />
    </>
  );
}
