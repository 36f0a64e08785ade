import { useRef } from 'react';
import type { TaskId } from '../../../shared/task/task.ts';
import { useQueue } from '../../store/queue-store.ts';
import { TaskViewport } from '../tasks/task-viewport.tsx';
import { useElementSize } from '../tasks/use-element-size.ts';
import { gridShape, shownEdge } from './grid-shape.ts';
import { TaskCard } from './task-card.tsx';

export function TaskGrid({ ids }: { ids: readonly TaskId[] }) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(scrollRef);
  const pictureEdge = useQueue(({ batches }) => shownEdge(batches));
  const shape = gridShape(width, pictureEdge);
  return (
    <TaskViewport
      ids={ids}
      scrollRef={scrollRef}
      columns={shape.columns}
      rowHeight={shape.rowHeight}
      padding={{ start: 4, end: 72 }}
      renderTask={(id, index, top) => (
        <TaskCard
          key={id}
          id={id}
          index={index}
          ids={ids}
          top={top}
          start={shape.margin + (index % shape.columns) * (shape.cardWidth + shape.gap)}
          width={shape.cardWidth}
          tileHeight={shape.tileHeight}
        />
      )}
    />
  );
}
