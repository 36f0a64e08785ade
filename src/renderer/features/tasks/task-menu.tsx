import { ContextMenu } from '@base-ui/react/context-menu';
import type { KeyboardEventHandler, ReactNode, RefObject } from 'react';
import { selectOnly } from '../../store/selection.ts';
import type { FindTask } from '../../store/task-groups.ts';
import { useView } from '../../store/view-store.ts';
import { MenuEntries } from '../../ui/menu-entries.tsx';
import { useLandmark } from '../../ui/use-landmark.ts';
import { taskMenuEntries } from './task-menu-entries.tsx';

interface TaskMenuProps {
  scrollRef: RefObject<HTMLDivElement | null>;
  className: string;
  find: FindTask;
  onKeyDown: KeyboardEventHandler;
  /** The tasks, each in an element with `data-task-id`. */
  children: ReactNode;
}

function selectUnderPointer(target: EventTarget): void {
  const id = target instanceof Element ? target.closest('[data-task-id]') : null;
  const taskId = id?.getAttribute('data-task-id');
  const { selection, setSelection } = useView.getState();
  if (taskId && !selection.ids.has(taskId)) setSelection(selectOnly(taskId));
}

/** What tasks are scrolled in: one menu and one set of keys serve all of them. */
export function TaskMenu({ scrollRef, className, find, onKeyDown, children }: TaskMenuProps) {
  const landmark = useLandmark(scrollRef);
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger
        className={className}
        ref={scrollRef}
        onContextMenuCapture={(event) => selectUnderPointer(event.target)}
        onKeyDown={onKeyDown}
      >
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal container={landmark}>
        <ContextMenu.Positioner className="popup-place">
          <ContextMenu.Popup className="popup">
            <SelectionEntries find={find} />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** Only there while the menu is open, so that a large selection costs nothing before. */
function SelectionEntries({ find }: Pick<TaskMenuProps, 'find'>) {
  const ids = useView(({ selection }) => selection.ids);
  return <MenuEntries entries={taskMenuEntries(ids, find)} />;
}
