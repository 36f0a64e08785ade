import './task-viewport.css';
import { type KeyboardEvent, type ReactNode, type RefObject, useMemo } from 'react';
import type { TaskId } from '../../../shared/task/task.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import type { BatchGroup } from '../../store/batch-groups.ts';
import { taskOnQueue } from '../../store/queue-store.ts';
import { useView } from '../../store/view-store.ts';
import { useVisibleGroups } from '../../store/visible-ids.ts';
import { focusRequest } from './use-task-item.ts';
import { lowWindow, useMedia } from '../../ui/use-media.ts';
import { rowPlaces } from './row-places.ts';
import { type Part, rowPlan } from './row-plan.ts';
import { taskKeyHandler } from './task-keys.ts';
import { usePeeking } from './use-peeking.ts';
import { useRowsInSight } from './use-rows-in-sight.ts';
import { TaskMenu } from './task-menu.tsx';

interface TaskViewportProps {
  ids: readonly TaskId[];
  scrollRef: RefObject<HTMLDivElement | null>;
  columns: number;
  rowHeight: number;
  padding: { readonly start: number; readonly end: number };
  renderTask: (id: TaskId, place: TaskPlace) => ReactNode;
  /** What stands above the tasks of a batch where there are several. */
  renderHead: RenderHead;
}

export type RenderHead = (group: BatchGroup) => ReactNode;

/** `index` among all tasks that are shown; `top` is where its row begins, in pixels. */
export interface TaskPlace {
  readonly index: number;
  readonly column: number;
  readonly top: number;
}

/** Of the head of a batch, in pixels: alone, and with the room above it. */
const headOnly = 64;
const headHeight = 84;
/** A panel begins with its head; its end reaches this far into the room above the next head. */
const panelEnd = 8;

/** Above the first row and below the last one, in pixels. The first panel needs less room above it than the others. */
export const listPadding = (hasPanels: boolean) => ({ start: hasPanels ? -12 : 4, end: 24 });

/** The batches that rows are of, each once. */
function partsOf(
  rows: readonly number[],
  partOf: (row: number) => Part | undefined,
): readonly Part[] {
  return [...new Set(rows.flatMap((row) => partOf(row) ?? []))];
}

/** The list "Tasks": only what is in sight is on the page. */
export function TaskViewport(props: TaskViewportProps) {
  const { ids, scrollRef, columns, rowHeight, padding, renderTask, renderHead } = props;
  const groups = useVisibleGroups();
  const plan = useMemo(() => rowPlan(ids.length, groups, columns), [ids.length, groups, columns]);
  const isLow = useMedia(lowWindow);
  const focusedId = useView(({ selection }) => selection.focusedId);
  const focusedIndex = focusedId === null ? -1 : ids.indexOf(focusedId);
  const focusedRow = focusedIndex < 0 ? -1 : plan.rowOf(focusedIndex);
  const places = rowPlaces(plan, { headHeight, rowHeight, padding });
  const ready = useRowsInSight(scrollRef, places);
  // The task that has the keyboard stays on the page when it is scrolled away.
  const drawn =
    focusedRow < 0 || ready.includes(focusedRow)
      ? ready
      : [...ready, focusedRow].sort((a, b) => a - b);
  /** Scrolls no further than it must. A head that stays in sight must not lie on the task that has the keyboard. */
  const show = (row: number) => {
    const box = scrollRef.current;
    if (!box) return;
    const covered = groups.length > 0 && !isLow ? headOnly : 0;
    const [top, end] = [places.topOf(row), places.endOf(row)];
    if (end >= box.scrollTop + box.clientHeight) box.scrollTop = end - box.clientHeight;
    else if (top <= box.scrollTop + covered) box.scrollTop = top - covered;
  };
  const reach = (index: number) => {
    const id = ids[index];
    if (id) focusRequest.make(id);
    show(plan.rowOf(index));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const heightInSight = scrollRef.current?.clientHeight ?? 0;
    const pageRows = Math.max(1, Math.floor(heightInSight / rowHeight) - 1);
    taskKeyHandler({ ids, plan, pageRows, reach, find: taskOnQueue })(event);
  };
  const parts = partsOf(drawn, plan.partOf);
  /** As high as the batch, so that its head stays in sight as long as something of it is. */
  const frameOf = ({ firstRow, rowCount }: Part) => ({
    insetBlockStart: places.endOf(firstRow) - headOnly,
    height: headOnly + (rowCount - 1) * rowHeight + panelEnd,
  });
  usePeeking(
    drawn.flatMap((row) => {
      const { from, to } = plan.tasksOf(row);
      return ids.slice(from, to);
    }),
  );
  return (
    <TaskMenu
      className={groups.length > 0 ? 'task-viewport task-viewport-grouped' : 'task-viewport'}
      scrollRef={scrollRef}
      find={taskOnQueue}
      onKeyDown={onKeyDown}
    >
      <div className="task-viewport-panels" aria-hidden>
        {parts.map((part) => (
          <div key={part.group.batchId} style={frameOf(part)} />
        ))}
      </div>
      <div className="task-viewport-heads">
        {parts.map((part) => (
          <div key={part.group.batchId} className="task-viewport-part" style={frameOf(part)}>
            {renderHead(part.group)}
          </div>
        ))}
      </div>
      <ul
        aria-label={tasksWords('tasks')}
        className="task-viewport-room"
        style={{ height: places.height }}
      >
        {drawn.flatMap((row) => {
          const { from, to } = plan.tasksOf(row);
          return ids
            .slice(from, to)
            .map((id, column) =>
              renderTask(id, { index: from + column, column, top: places.topOf(row) }),
            );
        })}
      </ul>
    </TaskMenu>
  );
}
