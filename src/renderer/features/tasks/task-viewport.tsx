import './task-viewport.css';
import { ContextMenu } from '@base-ui/react/context-menu';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect } from 'react';
import type { TaskId } from '../../../shared/task/task.ts';
import { selectOnly } from '../../store/selection.ts';
import { useView } from '../../store/view-store.ts';
import { MenuEntries } from '../../ui/menu-entries.tsx';
import { focusWish } from './focus-wish.ts';
import { taskKeyHandler } from './task-keys.ts';
import { taskMenuEntries } from './task-menu-entries.tsx';

interface TaskViewportProps {
  ids: readonly TaskId[];
  scrollRef: RefObject<HTMLDivElement | null>;
  columns: number;
  rowHeight: number;
  padding: { readonly start: number; readonly end: number };
  /** `top` is where its row begins, in pixels. */
  renderTask: (id: TaskId, index: number, top: number) => ReactNode;
}

function selectUnderPointer(target: EventTarget): void {
  const id = target instanceof Element ? target.closest('[data-task-id]') : null;
  const taskId = id?.getAttribute('data-task-id');
  const { selection, setSelection } = useView.getState();
  if (taskId && !selection.ids.has(taskId)) setSelection(selectOnly(taskId));
}

/** The list "Tasks": only what is in sight is on the page, and one menu and one set of keys serve all. */
export function TaskViewport(props: TaskViewportProps) {
  const { ids, scrollRef, columns, rowHeight, padding, renderTask } = props;
  const focusedId = useView(({ selection }) => selection.focusedId);
  const focusedRow = focusedId === null ? -1 : Math.floor(ids.indexOf(focusedId) / columns);
  const rows = useVirtualizer({
    count: Math.ceil(ids.length / columns),
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    paddingStart: padding.start,
    paddingEnd: padding.end,
    overscan: 3,
    // The task that has the keyboard stays on the page when it is scrolled away.
    rangeExtractor: (range: Range) =>
      focusedRow < 0
        ? defaultRangeExtractor(range)
        : [...new Set([...defaultRangeExtractor(range), focusedRow])].sort((a, b) => a - b),
  });
  useEffect(() => rows.measure(), [rows, rowHeight, columns]);
  const reach = (index: number) => {
    const id = ids[index];
    if (id) focusWish.make(id);
    rows.scrollToIndex(Math.floor(index / columns));
  };
  const pageRows = Math.max(1, Math.floor((scrollRef.current?.clientHeight ?? 0) / rowHeight) - 1);
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger
        className="task-viewport"
        ref={scrollRef}
        onContextMenuCapture={(event) => selectUnderPointer(event.target)}
        onKeyDown={taskKeyHandler({ ids, columns, pageRows, reach })}
      >
        <ul
          aria-label="Tasks"
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
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Positioner>
          <ContextMenu.Popup className="popup">
            <SelectionMenu />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** Only there while the menu is open, so that a large selection costs nothing before. */
function SelectionMenu() {
  const ids = useView(({ selection }) => selection.ids);
  return <MenuEntries entries={taskMenuEntries(ids)} />;
}
