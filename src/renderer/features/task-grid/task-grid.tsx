import './task-card.css';
import { memo, useRef } from 'react';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { outputCountOf, useQueue, useTask } from '../../store/queue-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useVisibleGroups } from '../../store/visible-ids.ts';
import { FileName } from '../../ui/file-name.tsx';
import { lowWindow, useMedia } from '../../ui/use-media.ts';
import { taskLine } from '../../words/task-words.ts';
import { StatusGlyph } from '../tasks/status-glyph.tsx';
import { TaskPicture } from '../tasks/task-picture.tsx';
import { listPadding, type RenderHead, TaskViewport } from '../tasks/task-viewport.tsx';
import { useElementSize } from '../tasks/use-element-size.ts';
import { useTaskItem } from '../tasks/use-task-item.ts';
import { twoLineName } from '../../ui/two-line-name.ts';
import { gridShape, shownEdge } from './grid-shape.ts';

interface TaskCardProps {
  id: TaskId;
  index: number;
  ids: readonly TaskId[];
  top: number;
  start: number;
  width: number;
  tileHeight: number;
  isLow: boolean;
}

const TaskCard = memo(function TaskCard({ id, ...place }: TaskCardProps) {
  const task = useTask(id);
  return task ? <KnownTaskCard task={task} {...place} /> : null;
});

function KnownTaskCard(props: Omit<TaskCardProps, 'id'> & { task: Task }) {
  const { task, top, start, width, tileHeight, isLow, ...place } = props;
  const item = useTaskItem(task, place);
  const line = taskLine(task, outputCountOf(task));
  return (
    <li
      {...item.props}
      className="task-card"
      style={{ insetInlineStart: start, width, insetBlockStart: top }}
    >
      <div className="task-card-tile" style={{ height: tileHeight }}>
        <TaskPicture task={task} iconSize={28} />
      </div>
      {isLow || task.status === 'failed' || task.status === 'skipped' ? (
        <div className="task-card-name">
          <FileName name={item.name} />
        </div>
      ) : (
        <div className="task-card-name" data-lines="2" title={item.name}>
          <bdi dir="auto">{twoLineName(item.name, width)}</bdi>
        </div>
      )}
      <div className="task-card-line" title={line}>
        <StatusGlyph task={task} /> <span>{line}</span>
      </div>
    </li>
  );
}

interface TaskGridProps {
  ids: readonly TaskId[];
  renderHead: RenderHead;
}

export function TaskGrid({ ids, renderHead }: TaskGridProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(scrollRef);
  const usualEdge = useQueue(({ batches }) => shownEdge(batches));
  const chosenEdge = useSettings(({ settings }) => settings.pictureEdge);
  const isLow = useMedia(lowWindow);
  const hasPanels = useVisibleGroups((groups) => groups.length > 0);
  const pictureEdge = chosenEdge ?? usualEdge;
  const shape = gridShape({ width, pictureEdge, isLow, hasPanels });
  return (
    <TaskViewport
      ids={ids}
      scrollRef={scrollRef}
      columns={shape.columns}
      rowHeight={shape.rowHeight}
      padding={listPadding(hasPanels)}
      renderHead={renderHead}
      renderTask={(id, { index, column, top }) => (
        <TaskCard
          key={id}
          id={id}
          index={index}
          ids={ids}
          top={top}
          start={shape.margin + column * (shape.cardWidth + shape.gap)}
          width={shape.cardWidth}
          tileHeight={shape.tileHeight}
          isLow={isLow}
        />
      )}
    />
  );
}
