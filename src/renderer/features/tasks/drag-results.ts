import type { DragEvent } from 'react';
import { outputsOf } from '../../../shared/task/outputs-of.ts';
import { mostTasksOut, type ResultsOf } from '../../../shared/task/results-out.ts';
import type { TaskId } from '../../../shared/task/task.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { duringOwnDrag } from '../../store/own-drag.ts';
import type { FindTask } from '../../store/task-groups.ts';
import { useView } from '../../store/view-store.ts';

/** Tells whether the button was let go since. Nothing is dragged yet, so the page still hears of it. */
function watchButton() {
  const ending = new AbortController();
  let isHeld = true;
  const release = () => {
    isHeld = false;
  };
  const options = { capture: true, signal: ending.signal };
  for (const event of ['pointerup', 'pointercancel', 'mouseup', 'blur'])
    window.addEventListener(event, release, options);
  return { isHeld: () => isHeld, stop: () => ending.abort() };
}

/** Hands the files to whatever they are dropped on. What is let go before that begins is not dragged. */
async function dragResults(of: ResultsOf): Promise<void> {
  const button = watchButton();
  try {
    const drag = await ask(thumbline.prepareDrag(of));
    if (drag === null || !button.isHeld()) return;
    const { number, goneCount } = drag;
    if (goneCount > 0) raiseNotice({ title: tasksWords('someResultsGone', { goneCount }) });
    await duringOwnDrag(() => ask(thumbline.startDrag(number)));
  } finally {
    button.stop();
  }
}

/** Those of the tasks that made something; null, and a notice, where they are too many to hand out at once. */
export function tasksToHandOut(ids: Iterable<TaskId>, find: FindTask): readonly TaskId[] | null {
  const made = [...ids].filter((id) => {
    const task = find(id);
    return task !== undefined && outputsOf(task).length > 0;
  });
  if (made.length <= mostTasksOut) return made;
  raiseNotice({
    title: tasksWords('tooManyToHandOut', { most: mostTasksOut }),
    isProblem: true,
  });
  return null;
}

/** Drags the task under the pointer, with all that are selected if it is one of them. */
export function dragTasks(find: FindTask) {
  return (event: DragEvent): void => {
    const item = event.target instanceof Element ? event.target.closest('[data-task-id]') : null;
    const id = item?.getAttribute('data-task-id');
    if (!id || !thumbline.can.handsOut) return;
    event.preventDefault();
    const { ids } = useView.getState().selection;
    const taskIds = tasksToHandOut(ids.has(id) ? ids : [id], find);
    if (taskIds && taskIds.length > 0) void dragResults({ taskIds, output: null });
  };
}

/** What lets one file of a task be dragged. */
export function dragOfOutput(id: TaskId, output: number) {
  if (!thumbline.can.handsOut) return {};
  const onDragStart = (event: DragEvent): void => {
    event.preventDefault();
    void dragResults({ taskIds: [id], output });
  };
  return { draggable: true, onDragStart };
}
