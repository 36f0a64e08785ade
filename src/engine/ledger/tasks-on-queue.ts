import { folded } from '../../shared/paths/safe-segment.ts';
import type { TaskPage } from '../../shared/task/change.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import type { StoredTask } from '../ports.ts';

/** Tasks by id and in order of position. No change costs more the more tasks there are. */
export interface TasksOnQueue {
  readonly size: number;
  get(taskId: TaskId): StoredTask | undefined;
  values(): Iterable<StoredTask>;
  /** However the path is spelled: some disks take two spellings for one file. */
  hasSource(path: string): boolean;
  /** Adds a task, or replaces it with its newer self. */
  put(stored: StoredTask): void;
  delete(taskId: TaskId): void;
  listAfter(after: number, limit: number): TaskPage;
}

/** A result that is not made again may make room for its newer self. */
const isSource = (task: Task) => task.status !== 'skipped' || task.reason !== 'own-result';

/** Where the first place above `position` is, by halving. */
function indexAbove(positions: readonly number[], position: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((positions[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function createTasksOnQueue(): TasksOnQueue {
  const tasks = new Map<TaskId, StoredTask>();
  /** How many tasks read each file, by its folded path. */
  const sources = new Map<string, number>();
  /** In ascending order, and the task at each. Those of deleted tasks stay until they are the greater part. */
  let positions: number[] = [];
  let idsAt: TaskId[] = [];

  const takePlace = ({ position, id }: StoredTask['task']) => {
    const index = indexAbove(positions, position);
    if (positions[index - 1] === position) return;
    positions.splice(index, 0, position);
    idsAt.splice(index, 0, id);
  };

  const countSource = (path: string, change: 1 | -1) => {
    const key = folded(path);
    const count = (sources.get(key) ?? 0) + change;
    if (count === 0) sources.delete(key);
    else sources.set(key, count);
  };

  return {
    get size() {
      return tasks.size;
    },
    get: (taskId) => tasks.get(taskId),
    values: () => tasks.values(),
    hasSource: (path) => sources.has(folded(path)),
    put(stored) {
      const before = tasks.get(stored.task.id);
      if (!before) takePlace(stored.task);
      const wasSource = before !== undefined && isSource(before.task);
      const isNowSource = isSource(stored.task);
      if (wasSource !== isNowSource) countSource(stored.task.sourcePath, isNowSource ? 1 : -1);
      tasks.set(stored.task.id, stored);
    },
    delete(taskId) {
      const stored = tasks.get(taskId);
      if (!stored) return;
      if (isSource(stored.task)) countSource(stored.task.sourcePath, -1);
      tasks.delete(taskId);
      if (positions.length <= 2 * tasks.size + 1000) return;
      positions = positions.filter((_, at) => tasks.has(idsAt[at] ?? ''));
      idsAt = idsAt.filter((id) => tasks.has(id));
    },
    listAfter(after, limit) {
      const page: StoredTask['task'][] = [];
      let index = indexAbove(positions, after);
      for (; index < positions.length && page.length < limit; index += 1) {
        const stored = tasks.get(idsAt[index] ?? '');
        if (stored) page.push(stored.task);
      }
      const last = positions[index - 1];
      return { tasks: page, next: index < positions.length && last !== undefined ? last : null };
    },
  };
}
