import { ContextMenu } from '@base-ui/react/context-menu';
import {
  Columns2,
  Copy,
  Download,
  FolderOpen,
  Image,
  Link,
  PanelRight,
  RotateCcw,
  Trash2,
  Wand2,
  X,
} from 'lucide-react';
import { type KeyboardEventHandler, type ReactNode, type RefObject, useRef } from 'react';
import { listKeys } from '../../../shared/commands/list-keys.ts';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { thumbline } from '../../store/bridge.ts';
import { selectOnly } from '../../store/selection.ts';
import { useSettings } from '../../store/settings-store.ts';
import { type FindTask, groupTasks } from '../../store/task-groups.ts';
import { useView } from '../../store/view-store.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { MenuEntries } from '../../ui/open-menu.tsx';
import { useLandmark } from '../../ui/use-landmark.ts';
import { canCompare, openCompare } from './compare.ts';
import {
  copyAsMenu,
  copyEntries,
  copySelectedPaths,
  shareEntries,
  isCopyOfPaths,
  onCopyTasks,
} from './copy-results.tsx';
import { shownKeys } from './shown-keys.ts';
import { dragTasks } from './drag-results.ts';
import * as actions from './task-actions.ts';
import { turnMenu } from './turn-pictures.tsx';

const size = 15;

/** What can be done with a file that cannot be opened or shown in its folder. */
const saveEntry = (label: string, onSelect: () => void): MenuEntry => ({
  label,
  icon: <Download size={size} />,
  onSelect,
});

function sourceEntries(id: TaskId): MenuEntry[] {
  if (!thumbline.can.opensFiles)
    return [saveEntry(tasksWords('saveOriginal'), () => void actions.openSource(id))];
  return [
    {
      label: tasksWords('openOriginal'),
      icon: <Image size={size} />,
      onSelect: () => void actions.openSource(id),
    },
    {
      label: tasksWords('showOriginalFolder'),
      icon: <FolderOpen size={size} />,
      onSelect: () => void actions.revealSource(id),
    },
  ];
}

function outputEntries(id: TaskId): MenuEntry[] {
  if (!thumbline.can.opensFiles)
    return [saveEntry(tasksWords('save'), () => void actions.openOutput(id))];
  return [
    {
      label: tasksWords('open'),
      icon: <Image size={size} />,
      onSelect: () => void actions.openOutput(id),
    },
    {
      label: tasksWords('showFolder'),
      icon: <FolderOpen size={size} />,
      onSelect: () => void actions.revealOutput(id),
    },
  ];
}

function compareEntries(task: Task): MenuEntry[] {
  if (!canCompare(task)) return [];
  return [
    {
      label: tasksWords('compare'),
      icon: <Columns2 size={size} />,
      keys: 'C',
      onSelect: () => openCompare(task),
    },
  ];
}

function pictureEntries(task: Task): MenuEntry[] {
  const { id, status } = task;
  const details: MenuEntry = {
    label: tasksWords('showDetails'),
    icon: <PanelRight size={size} />,
    keys: 'Enter',
    onSelect: () => useView.getState().openDetail(id),
  };
  if (status !== 'succeeded') {
    return [details, ...compareEntries(task), ...sourceEntries(id), 'separator'];
  }
  return [
    details,
    ...compareEntries(task),
    ...outputEntries(id),
    ...turnMenu([task]),
    'separator',
    {
      label: tasksWords('copyPicture'),
      icon: <Copy size={size} />,
      keys: shownKeys(listKeys.copy),
      onSelect: () => void actions.copyPicture(id),
    },
    {
      label: thumbline.can.opensFiles ? tasksWords('copyPath') : tasksWords('copyAddress'),
      icon: <Link size={size} />,
      keys: shownKeys(listKeys.copyPaths),
      onSelect: () => void actions.copyPath(id),
    },
    ...copyAsMenu(() => ({ taskIds: [id], output: null })),
    ...shareEntries(() => ({ taskIds: [id], output: null })),
    'separator',
  ];
}

/** What can be done with the results of several tasks. */
function severalEntries(settled: readonly TaskId[], find: FindTask): readonly MenuEntry[] {
  const made = settled.filter((id) => find(id)?.status === 'succeeded');
  const [first] = made;
  if (first === undefined || !thumbline.can.handsOut) return [];
  return [
    {
      label: tasksWords('open'),
      icon: <Image size={size} />,
      onSelect: () => actions.openOutputs(made),
    },
    {
      label: tasksWords('showFolder'),
      icon: <FolderOpen size={size} />,
      onSelect: () => void actions.revealOutput(first),
    },
    ...turnMenu(made.map(find)),
    'separator',
    ...copyEntries(made, find),
    'separator',
  ];
}

/** What a right click offers for the selected tasks, the same in every list of them. */
function taskMenuEntries(ids: ReadonlySet<TaskId>, find: FindTask): readonly MenuEntry[] {
  const { all, retryable, unsettled, settled } = groupTasks(ids, find);
  const only = all.length === 1 && all[0] !== undefined ? find(all[0]) : undefined;
  const entries: MenuEntry[] = only ? pictureEntries(only) : [];
  if (all.length > 1) entries.push(...severalEntries(settled, find));
  if (!thumbline.can.changes)
    return entries.slice(0, entries.findLastIndex((one) => one !== 'separator') + 1);
  if (retryable.length > 0) {
    entries.push({
      label: tasksWords('retry'),
      icon: <RotateCcw size={size} />,
      onSelect: () => void actions.retry(retryable),
    });
  }
  if (settled.length > 0) {
    entries.push({
      label: tasksWords('runAgainRecipe'),
      icon: <Wand2 size={size} />,
      onSelect: () => void actions.runAgain(settled, useSettings.getState().settings.recipe),
    });
  }
  if (unsettled.length > 0) {
    entries.push({
      label: tasksWords('cancel'),
      icon: <X size={size} />,
      onSelect: () => void actions.cancel(unsettled),
    });
  }
  if (all.length > 0) {
    entries.push('separator', {
      label: tasksWords('remove'),
      icon: <Trash2 size={size} />,
      keys: 'Del',
      isDanger: true,
      onSelect: () => void actions.remove(all),
    });
  }
  return entries;
}

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
  const isOpen = useRef(false);
  return (
    <ContextMenu.Root
      onOpenChange={(open) => {
        isOpen.current = open;
      }}
    >
      <ContextMenu.Trigger
        className={className}
        ref={scrollRef}
        onDragStart={dragTasks(find)}
        onCopy={onCopyTasks(find)}
        onContextMenuCapture={(event) => selectUnderPointer(event.target)}
        onKeyDown={(event) => {
          // The list drops a key that comes before the open menu has the focus. Escape still closes the menu, which listens for it itself.
          if (isOpen.current) return;
          if (isCopyOfPaths(event) && copySelectedPaths(find)) event.preventDefault();
          else onKeyDown(event);
        }}
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
