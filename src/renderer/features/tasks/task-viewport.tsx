import './task-viewport.css';
import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect } from 'react';
import type { TaskId } from '../../../shared/task/task.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { taskOnQueue } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { focusRequest } from './use-task-item.ts';
import { taskKeyHandler } from './task-keys.ts';
import { useReadyRows } from './use-ready-rows.ts';
import { TaskMenu } from './task-menu.tsx';

interface TaskViewportProps {
  ids: readonly TaskId[];
  scrollRef: RefObject<HTMLDivElement | null>;
  columns: number;
  rowHeight: number;
  padding: { readonly start: number; readonly end: number };
  /** `top` is where its row begins, in pixels. */
  renderTask: (id: TaskId, index: number, top: number) => ReactNode;
}

/** The list "Tasks": only what is in sight is on the page. */
export function TaskViewport(props: TaskViewportProps) {
  const { ids, scrollRef, columns, rowHeight, padding, renderTask } = props;
  const focusedId = useView(({ selection }) => selection.focusedId);
  const focusedRow = focusedId === null ? -1 : Math.floor(ids.indexOf(focusedId) / columns);
  const rowsToDraw = useReadyRows(rowHeight);
  const rows = useVirtualizer({
    count: Math.ceil(ids.length / columns),
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    paddingStart: padding.start,
    paddingEnd: padding.end,
    // The task that has the keyboard stays on the page when it is scrolled away.
    rangeExtractor: (range: Range) => {
      const drawn = rowsToDraw(range);
      if (focusedRow < 0 || drawn.includes(focusedRow)) return drawn;
      return [...drawn, focusedRow].sort((a, b) => a - b);
    },
  });
  useEffect(() => rows.measure(), [rows, rowHeight, columns]);
  const reach = (index: number) => {
    const id = ids[index];
    if (id) focusRequest.make(id);
    rows.scrollToIndex(Math.floor(index / columns));
  };
  const pageRows = Math.max(1, Math.floor((scrollRef.current?.clientHeight ?? 0) / rowHeight) - 1);
  return (
    <TaskMenu
      className="task-viewport"
      scrollRef={scrollRef}
      find={taskOnQueue}
      onKeyDown={taskKeyHandler({ ids, columns, pageRows, reach, find: taskOnQueue })}
    >
      <ul
        aria-label={tasksWords('tasks')}
        className="task-viewport-room"
        style={{ height: rows.getTotalSize() }}
      >
        {rows
          .getVirtualItems()
          .flatMap((row) =>
            ids
              .slice(row.index * columns, (row.index + 1) * columns)
              .map((id, column) => renderTask(id, row.index * columns + column, row.start)),
          )}
      </ul>
    </TaskMenu>
  );
}
