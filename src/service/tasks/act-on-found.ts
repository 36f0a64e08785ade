import { searchHint } from '../../engine/index.ts';
import { type FoundAction, type FoundOrder } from '../../shared/task/history.ts';
import { isRetryable, isSettled, type TaskStatus } from '../../shared/task/status.ts';
import type { TaskId } from '../../shared/task/task.ts';
import type { Service } from '../service.ts';
import { removeTask } from './remove-task.ts';

type Parts = Pick<Service, 'engine' | 'store'>;

/** A page of what is found: some milliseconds. Others get their turn in between. */
const tasksOfTurn = 200;
const removedAtOnce = 16;

const fits: Readonly<Record<FoundAction, (status: TaskStatus) => boolean>> = {
  retry: isRetryable,
  cancel: (status) => !isSettled(status),
  remove: () => true,
};

async function removeTasks(parts: Parts, taskIds: readonly TaskId[]): Promise<void> {
  for (let first = 0; first < taskIds.length; first += removedAtOnce) {
    const some = taskIds.slice(first, first + removedAtOnce);
    await Promise.all(some.map((taskId) => removeTask(parts, taskId)));
  }
}

/** Why a search acts on nothing, in one line for people; null when it is understood. */
export const misunderstood = (text: string): string | null => searchHint(text);

/**
 * Does it to all that the search finds and it fits, page by page from the newest: nothing is held but one page. What comes in meanwhile is
 * left alone. Resolves with how many that were.
 */
export async function actOnFound(parts: Parts, { text, action }: FoundOrder): Promise<number> {
  const { engine } = parts;
  const act = {
    retry: (taskIds: readonly TaskId[]) => engine.retry(taskIds),
    cancel: (taskIds: readonly TaskId[]) => engine.cancel(taskIds),
    remove: (taskIds: readonly TaskId[]) => removeTasks(parts, taskIds),
  }[action];
  let count = 0;
  let before: number | null = null;
  do {
    const page = await engine.searchHistory({ text, before, limit: tasksOfTurn, counts: false });
    // The queue knows better than the history what a task is now.
    const taskIds = page.tasks
      .filter(({ id, status }) => fits[action](engine.find(id)?.status ?? status))
      .map(({ id }) => id);
    if (taskIds.length > 0) await act(taskIds);
    count += taskIds.length;
    before = page.next;
  } while (before !== null);
  return count;
}
