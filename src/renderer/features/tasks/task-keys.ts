import type { KeyboardEvent } from 'react';
import { latinKey } from '../../../shared/commands/keys.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import {
  emptySelection,
  movedIndex,
  selectAll,
  selectOnly,
  selectRange,
  toggle,
} from '../../store/selection.ts';
import { thumbline } from '../../store/bridge.ts';
import type { FindTask } from '../../store/task-groups.ts';
import { useView } from '../../store/view-store.ts';
import { pauseByKey } from './batch-verbs.ts';
import { openCompare } from './compare.ts';
import { movedByRows, type RowPlan } from './row-plan.ts';
import { remove } from './task-actions.ts';
import { turnByKey } from './turn-pictures.tsx';

interface TaskListShape {
  readonly ids: readonly TaskId[];
  readonly plan: RowPlan;
  readonly pageRows: number;
  /** Brings a task into sight and gives it the keyboard. */
  readonly reach: (index: number) => void;
  readonly find: FindTask;
}

/** Tabbing into the list selects nothing, so the key tells which task has the keyboard. */
function focusedIdAt(event: KeyboardEvent): TaskId | null {
  const item = event.target instanceof Element ? event.target.closest('[data-task-id]') : null;
  return item?.getAttribute('data-task-id') ?? useView.getState().selection.focusedId;
}

/** The selection, where the task with the keyboard is part of it; else that task alone. */
function meantBy(focusedId: TaskId, { ids, find }: TaskListShape) {
  const { ids: selected } = useView.getState().selection;
  return selected.has(focusedId)
    ? ids.filter((id) => selected.has(id)).map(find)
    : [find(focusedId)];
}

function act(event: KeyboardEvent, shape: TaskListShape): boolean {
  const { selection, setSelection, openDetail, detailId } = useView.getState();
  const focusedId = focusedIdAt(event) ?? shape.ids[0] ?? null;
  const isCommand = event.ctrlKey || event.metaKey;
  const letter = latinKey(event);
  if (focusedId === null) return false;
  if (letter === 'a' && isCommand) setSelection(selectAll(selection, shape.ids));
  else if (event.key === ' ' && isCommand) setSelection(toggle(selection, focusedId));
  else if (event.key === 'Enter' || event.key === ' ') openDetail(focusedId);
  else if (letter === 'c' && !isCommand) return openCompare(shape.find(focusedId));
  else if (letter === 'p' && !isCommand) return pauseByKey(shape.find(focusedId));
  else if (!isCommand && turnByKey(event, () => meantBy(focusedId, shape))) return true;
  else if (event.key === 'Delete' && selection.ids.size > 0 && thumbline.can.changes)
    void remove([...selection.ids]);
  else if (event.key === 'Escape' && detailId !== null) openDetail(null);
  else if (event.key === 'Escape') setSelection({ ...emptySelection, focusedId });
  else return false;
  return true;
}

function movedPlace(key: string, from: number, { ids, plan, pageRows }: TaskListShape) {
  const rows = { ArrowUp: -1, ArrowDown: 1, PageUp: -pageRows, PageDown: pageRows }[key];
  if (rows !== undefined && from >= 0) return movedByRows(plan, from, rows);
  return movedIndex(key, from, { count: ids.length, columns: 1, pageRows });
}

function move(event: KeyboardEvent, shape: TaskListShape): boolean {
  const { selection, setSelection, detailId, openDetail } = useView.getState();
  const focusedId = focusedIdAt(event);
  const from = focusedId === null ? -1 : shape.ids.indexOf(focusedId);
  const to = movedPlace(event.key, from, shape);
  const id = to === null ? undefined : shape.ids[to];
  if (to === null || id === undefined) return false;
  if (event.shiftKey) setSelection(selectRange(selection, id, shape.ids));
  else if (event.ctrlKey || event.metaKey) setSelection({ ...selection, focusedId: id });
  else setSelection(selectOnly(id));
  if (detailId !== null) openDetail(id);
  shape.reach(to);
  return true;
}

/** The keys of the task list, whether it is shown as a grid or as rows. */
export function taskKeyHandler(shape: TaskListShape) {
  return (event: KeyboardEvent) => {
    // A button between the tasks keeps its keys.
    const isButton = event.target instanceof Element && event.target.closest('button') !== null;
    if (event.altKey || isButton || !(act(event, shape) || move(event, shape))) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
