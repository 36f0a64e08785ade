import { type MouseEvent, useLayoutEffect, useRef } from 'react';
import { displayName } from '../../../shared/paths/display-path.ts';
import { outputsOf } from '../../../shared/task/outputs-of.ts';
import type { Task, TaskId } from '../../../shared/task/task.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { thumbline } from '../../store/bridge.ts';
import { outputCountOf } from '../../store/queue-store.ts';
import { selectOnly, selectRange, toggle } from '../../store/selection.ts';
import { useView } from '../../store/view-store.ts';
import { taskDescription } from '../../words/task-words.ts';
import { useSeesProvisional } from './provisional-picture.tsx';

interface ItemPlace {
  readonly index: number;
  readonly ids: readonly TaskId[];
}

function click(event: MouseEvent, id: TaskId, ids: readonly TaskId[]): void {
  const { selection, setSelection, detailId, openDetail } = useView.getState();
  if (event.shiftKey) setSelection(selectRange(selection, id, ids));
  else if (event.ctrlKey || event.metaKey) setSelection(toggle(selection, id));
  else setSelection(selectOnly(id));
  if (detailId !== null) openDetail(id);
}

/** What makes an element stand for a task in the list: name, place, status, focus and clicks. */
export function useTaskItem(task: Task, { index, ids }: ItemPlace) {
  const ref = useRef<HTMLLIElement>(null);
  const isSelected = useView(({ selection }) => selection.ids.has(task.id));
  const isFocused = useView(({ selection }) => selection.focusedId === task.id);
  const hasTabStop = useView(({ selection }) =>
    selection.focusedId === null ? index === 0 : selection.focusedId === task.id,
  );
  useLayoutEffect(() => {
    if (isFocused && focusRequest.take(task.id)) ref.current?.focus({ preventScroll: true });
  });
  const name = displayName(task.sourcePath);
  const said = taskDescription(task, outputCountOf(task));
  const seesProvisional = useSeesProvisional(task);
  const description = seesProvisional
    ? tasksWords('descriptionProvisional', { description: said })
    : said;
  return {
    name,
    isSelected,
    props: {
      ref,
      tabIndex: hasTabStop ? 0 : -1,
      'aria-label': name,
      'aria-description': isSelected
        ? tasksWords('descriptionSelected', { description })
        : description,
      'aria-setsize': ids.length,
      'aria-posinset': index + 1,
      'data-status': task.status,
      'data-task-id': task.id,
      'data-selected': isSelected ? '' : undefined,
      draggable: thumbline.can.handsOut && outputsOf(task).length > 0 ? true : undefined,
      onClick: (event: MouseEvent) => click(event, task.id, ids),
      onDoubleClick: () => useView.getState().openDetail(task.id),
    },
  };
}

/** Which task shall get the keyboard once it is on the page: a virtual list may have to scroll first. */
class FocusRequest {
  #id: TaskId | null = null;

  make(id: TaskId): void {
    this.#id = id;
  }

  /** True once, for the task that shall be focused. */
  take(id: TaskId): boolean {
    if (this.#id !== id) return false;
    this.#id = null;
    return true;
  }
}

export const focusRequest = new FocusRequest();
