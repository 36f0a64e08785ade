import './task-row.css';
import { useRef } from 'react';
import type { TaskId } from '../../../shared/task/task.ts';
import { TaskViewport } from '../tasks/task-viewport.tsx';
import { TaskRow } from './task-row.tsx';

const rowHeight = 40;

export function TaskRows({ ids }: { ids: readonly TaskId[] }) {
  const scrollRef = useRef<HTMLDivElement>(null);
  return (
    <>
      <div className="task-row-heads" aria-hidden>
        <span />
        <span>Name</span>
        <span>Status</span>
        <span data-number>Source</span>
        <span data-number>Dimensions</span>
        <span data-number>Output</span>
        <span data-number>Time</span>
      </div>
      <TaskViewport
        ids={ids}
        scrollRef={scrollRef}
        columns={1}
        rowHeight={rowHeight}
        padding={{ start: 4, end: 72 }}
        renderTask={(id, index, top) => (
          <TaskRow key={id} id={id} index={index} ids={ids} top={top} />
        )}
      />
    </>
  );
}
