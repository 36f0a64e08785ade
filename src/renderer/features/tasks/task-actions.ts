import { displayPath } from '../../../shared/paths/display-path.ts';
import type { Recipe } from '../../../shared/task/recipe.ts';
import { isSettled } from '../../../shared/task/status.ts';
import type { BatchId, TaskId } from '../../../shared/task/task.ts';
import { longestList } from '../../../shared/ipc/long-lists.ts';
import { thumbline } from '../../store/bridge.ts';
import { mirror } from '../../store/queue-store.ts';
import { emptySelection } from '../../store/selection.ts';
import { useView } from '../../store/view-store.ts';
import { useVisibleIds } from '../../store/visible-ids.ts';
import { tasksWords } from '../../../shared/words/areas/tasks.ts';
import { nextAfter } from '../../store/after-removal.ts';
import { forgetTasks, useHistory } from '../../store/history-store.ts';
import { announceReceipt } from '../../store/announce-receipt.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { focusRequest } from './use-task-item.ts';

export async function retry(ids: readonly TaskId[] | 'all'): Promise<void> {
  await ask(thumbline.retryTasks(ids));
}

/** Stops tasks that have not ended; the notice offers to go on with them. */
export async function cancel(ids: readonly TaskId[]): Promise<void> {
  if (ids.length === 0) return;
  const result = await thumbline.cancelTasks(ids);
  if (!result.ok) {
    raiseNotice({ title: result.problem.message, isProblem: true });
    return;
  }
  raiseNotice({
    title: tasksWords('cancelledCount', { count: ids.length }),
    action: { label: tasksWords('undo'), onSelect: () => void retry(ids) },
  });
}

/** Asks for another folder and makes there what could not be written where it should go. */
export async function makeElsewhere(wanted: readonly TaskId[] | 'held'): Promise<void> {
  const made = await ask(thumbline.runTasksElsewhere(wanted));
  if (!made) return;
  const folder = displayPath(made.folder);
  const [rule, ...others] = made.conflicts;
  raiseNotice({
    title: tasksWords('madeElsewhere', { count: made.count, folder }),
    detail: tasksWords(`takenThere.${rule === undefined || others.length > 0 ? 'mixed' : rule}`),
  });
}

export function cancelAll(): Promise<void> {
  const unsettled = mirror.table.rows.filter(({ task }) => !isSettled(task.status));
  return cancel(unsettled.map(({ id }) => id));
}

const removedWords = () =>
  thumbline.can.keepsResults
    ? tasksWords('filesStayWhereThey')
    : tasksWords('serviceRemovedPicturesToo');

/** Nothing on the screen stays with tasks that were removed. */
function letGoOf(ids: readonly TaskId[], next: TaskId | null): void {
  const { selection, setSelection, detailId, openDetail } = useView.getState();
  const isTyping = document.activeElement instanceof HTMLInputElement;
  if (next !== null && !isTyping) {
    const kept = ids.some((id) => selection.ids.has(id)) ? emptySelection : selection;
    setSelection({ ...kept, focusedId: next });
    focusRequest.make(next);
  } else if (ids.some((id) => selection.ids.has(id))) setSelection(emptySelection);
  if (detailId !== null && ids.includes(detailId)) openDetail(null);
  forgetTasks(ids);
}

/** Where the keyboard goes, which would be lost with what has it. */
function nextShown(ids: readonly TaskId[]): TaskId | null {
  const { place, selection } = useView.getState();
  const shown =
    place === 'history'
      ? useHistory.getState().tasks.map(({ id }) => id)
      : useVisibleIds.getState();
  return nextAfter(shown, new Set(ids), selection.focusedId);
}

export async function remove(ids: readonly TaskId[]): Promise<void> {
  const next = nextShown(ids);
  const result = await thumbline.removeTasks(ids);
  if (result.ok) letGoOf(ids, next);
  raiseNotice(
    result.ok
      ? { title: tasksWords('removedCount', { count: ids.length }), detail: removedWords() }
      : { title: result.problem.message, isProblem: true },
  );
}

/** One request takes no more; to a service it is sent in one piece. */
const mostAtOnce = () => (thumbline.can.opensFiles ? longestList : 10_000);

/** Answers with the batches that came of it. */
export async function runAgain(
  ids: readonly TaskId[],
  recipe: Recipe,
): Promise<readonly BatchId[]> {
  let acceptedCount = 0;
  const batches: BatchId[] = [];
  const most = mostAtOnce();
  for (let from = 0; from < ids.length; from += most) {
    const taskIds = ids.slice(from, from + most);
    const receipt = await ask(thumbline.runTasksAgain({ taskIds, recipe }));
    if (!receipt) return batches;
    announceReceipt(receipt);
    if (receipt.batchId !== null) batches.push(receipt.batchId);
    acceptedCount += receipt.acceptedCount;
  }
  if (acceptedCount > 0)
    raiseNotice({ title: tasksWords('runningAcceptedCountAgain', { acceptedCount }) });
  return batches;
}

const ofOutput = (taskId: TaskId, output: number) => ({ taskId, output });

export const openOutput = (id: TaskId, output = 0) =>
  ask(thumbline.openOutput(ofOutput(id, output)));
/** Each is a window of another program. */
const mostOpened = 12;

export function openOutputs(ids: readonly TaskId[]): void {
  if (ids.length > mostOpened) {
    raiseNotice({ title: tasksWords('tooManyToOpen', { most: mostOpened }), isProblem: true });
    return;
  }
  for (const id of ids) void openOutput(id);
}
export const revealOutput = (id: TaskId, output = 0) =>
  ask(thumbline.revealOutput(ofOutput(id, output)));
export const openSource = (id: TaskId) => ask(thumbline.openSource(id));
export const revealSource = (id: TaskId) => ask(thumbline.revealSource(id));

export async function copyPicture(id: TaskId, output = 0): Promise<void> {
  const result = await thumbline.copyPicture(ofOutput(id, output));
  raiseNotice(
    result.ok
      ? { title: tasksWords('pictureCopied') }
      : { title: result.problem.message, isProblem: true },
  );
}

export async function copyPath(id: TaskId, output = 0): Promise<void> {
  const result = await thumbline.copyPath(ofOutput(id, output));
  raiseNotice(
    result.ok
      ? { title: thumbline.can.opensFiles ? tasksWords('pathCopied') : tasksWords('addressCopied') }
      : { title: result.problem.message, isProblem: true },
  );
}
