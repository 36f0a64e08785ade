import './task-row.css';
import { memo, useRef } from 'react';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { bytesWords } from '../../../shared/words/numbers.ts';
import { queueWords } from '../../../shared/words/areas/queue.ts';
import { useTask } from '../../store/queue-store.ts';
import { useVisibleGroups } from '../../store/visible-ids.ts';
import { outputBytes } from '../../store/task-sum.ts';
import { FileName } from '../../ui/file-name.tsx';
import { twoLineName } from '../../ui/two-line-name.ts';
import { lowWindow, useMedia } from '../../ui/use-media.ts';
import { resultWords, statusLine } from '../../words/task-words.ts';
import { durationWords } from '../../words/times.ts';
import { StatusGlyph } from '../tasks/status-glyph.tsx';
import { TaskPicture } from '../tasks/task-picture.tsx';
import { listPadding, type RenderHead, TaskViewport } from '../tasks/task-viewport.tsx';
import { useElementSize } from '../tasks/use-element-size.ts';
import { useTaskItem } from '../tasks/use-task-item.ts';

interface TaskRowProps {
  id: TaskId;
  index: number;
  top: number;
  ids: readonly TaskId[];
  nameWidth: number;
  isLow: boolean;
}

const TaskRow = memo(function TaskRow({ id, ...place }: TaskRowProps) {
  const task = useTask(id);
  return task ? <KnownTaskRow task={task} {...place} /> : null;
});

function timeOf(task: Task): string {
  const hasEnded = 'durationMs' in task && task.durationMs !== null;
  return hasEnded ? durationWords(task.durationMs) : '';
}

function KnownTaskRow(props: Omit<TaskRowProps, 'id'> & { task: Task }) {
  const { task, top, nameWidth, isLow, ...place } = props;
  const item = useTaskItem(task, place);
  const status = statusLine(task);
  return (
    <li {...item.props} className="task-row" style={{ insetBlockStart: top }}>
      <span className="task-row-picture">
        <TaskPicture task={task} iconSize={18} />
      </span>
      {isLow ? (
        <FileName name={item.name} />
      ) : (
        <span className="task-row-name" title={item.name}>
          <bdi dir="auto">{twoLineName(item.name, nameWidth)}</bdi>
        </span>
      )}
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

const rowHeight = 48;
const lowRowHeight = 40;

/** Of the column of names, about: what the others leave is shared with that of the status. Pixels. */
function nameWidthIn(width: number): number {
  const isNarrow = width < narrowList;
  const rest = width - (isNarrow ? 300 : 520);
  return Math.max(120, rest * (isNarrow ? 3 / 5 : 2 / 3.6));
}
/** As in `task-row.css`. Pixels. */
const narrowList = 680;

interface TaskRowsProps {
  ids: readonly TaskId[];
  renderHead: RenderHead;
}

export function TaskRows({ ids, renderHead }: TaskRowsProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(scrollRef);
  const isLow = useMedia(lowWindow);
  const nameWidth = nameWidthIn(width);
  const hasPanels = useVisibleGroups((groups) => groups.length > 0);
  return (
    <>
      <div className="task-row-heads" aria-hidden>
        <span />
        <span>{queueWords('name')}</span>
        <span>{queueWords('status')}</span>
        <span data-number>{queueWords('source')}</span>
        <span data-number>{queueWords('dimensions')}</span>
        <span data-number>{queueWords('result')}</span>
        <span data-number>{queueWords('time')}</span>
      </div>
      <TaskViewport
        ids={ids}
        scrollRef={scrollRef}
        columns={1}
        rowHeight={isLow ? lowRowHeight : rowHeight}
        padding={listPadding(hasPanels)}
        renderHead={renderHead}
        renderTask={(id, { index, top }) => (
          <TaskRow
            key={id}
            id={id}
            index={index}
            ids={ids}
            top={top}
            nameWidth={nameWidth}
            isLow={isLow}
          />
        )}
      />
    </>
  );
}
