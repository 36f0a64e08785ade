import './task-viewport.css';
import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, type ReactNode, type RefObject, useEffect, useMemo } from 'react';
import type { TaskId } from '../../../shared/task/task.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import type { BatchGroup } from '../../store/batch-groups.ts';
import { taskOnQueue } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { useVisibleGroups } from '../../store/visible-ids.ts';
import { focusRequest } from './use-task-item.ts';
import { rowPlan } from './row-plan.ts';
import { taskKeyHandler } from './task-keys.ts';
import { usePeeking } from './use-peeking.ts';
import { useReadyRows } from './use-ready-rows.ts';
import { TaskMenu } from './task-menu.tsx';

interface TaskViewportProps {
  ids: readonly TaskId[];
  scrollRef: RefObject<HTMLDivElement | null>;
  columns: number;
  rowHeight: number;
  padding: { readonly start: number; readonly end: number };
  renderTask: (id: TaskId, place: TaskPlace) => ReactNode;
  /** What stands above the tasks of a batch where there are several; `top` is where it begins, in pixels. */
  renderHead: RenderHead;
}

export type RenderHead = (group: BatchGroup, top: number) => ReactNode;

/** `index` among all tasks that are shown; `top` is where its row begins, in pixels. */
export interface TaskPlace {
  readonly index: number;
  readonly column: number;
  readonly top: number;
}

/** Of the head of a batch with the room above it, in pixels. */
const headHeight = 76;

/** The list "Tasks": only what is in sight is on the page. */
export function TaskViewport(props: TaskViewportProps) {
  const { ids, scrollRef, columns, rowHeight, padding, renderTask, renderHead } = props;
  const groups = useVisibleGroups();
  const plan = useMemo(() => rowPlan(ids.length, groups, columns), [ids.length, groups, columns]);
  const focusedId = useView(({ selection }) => selection.focusedId);
  const focusedIndex = focusedId === null ? -1 : ids.indexOf(focusedId);
  const focusedRow = focusedIndex < 0 ? -1 : plan.rowOf(focusedIndex);
  const rowsToDraw = useReadyRows(rowHeight);
  const rows = useVirtualizer({
    count: plan.count,
    getScrollElement: () => scrollRef.current,
    estimateSize: (row) => (plan.headOf(row) ? headHeight : rowHeight),
    paddingStart: padding.start,
    paddingEnd: padding.end,
    // The task that has the keyboard stays on the page when it is scrolled away.
    rangeExtractor: (range: Range) => {
      const drawn = rowsToDraw(range);
      if (focusedRow < 0 || drawn.includes(focusedRow)) return drawn;
      return [...drawn, focusedRow].sort((a, b) => a - b);
    },
  });
  useEffect(() => rows.measure(), [rows, rowHeight, plan]);
  const reach = (index: number) => {
    const id = ids[index];
    if (id) focusRequest.make(id);
    rows.scrollToIndex(plan.rowOf(index));
  };
  const pageRows = Math.max(1, Math.floor((scrollRef.current?.clientHeight ?? 0) / rowHeight) - 1);
  const drawn = rows.getVirtualItems();
  usePeeking(
    drawn.flatMap(({ index }) => {
      const { from, to } = plan.tasksOf(index);
      return ids.slice(from, to);
    }),
  );
  return (
    <TaskMenu
      className="task-viewport"
      scrollRef={scrollRef}
      find={taskOnQueue}
      onKeyDown={taskKeyHandler({ ids, plan, pageRows, reach, find: taskOnQueue })}
    >
      <div className="task-viewport-heads">
        {drawn.map(({ index, start }) => {
          const group = plan.headOf(index);
          return group ? <Fragment key={group.batchId}>{renderHead(group, start)}</Fragment> : null;
        })}
      </div>
      <ul
        aria-label={tasksWords('tasks')}
        className="task-viewport-room"
        style={{ height: rows.getTotalSize() }}
      >
        {drawn.flatMap((row) => {
          const { from, to } = plan.tasksOf(row.index);
          return ids
            .slice(from, to)
            .map((id, column) => renderTask(id, { index: from + column, column, top: row.start }));
        })}
      </ul>
    </TaskMenu>
  );
}
