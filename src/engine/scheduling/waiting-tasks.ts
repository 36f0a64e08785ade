import type { TaskId } from '../../shared/task/task.ts';

/**
 * One priority's tasks in the order they were added. A set's own iterator goes on past removals and additions,
 * so it always stands at the head: taking the first costs the same however many were taken before.
 */
interface Line {
  readonly priority: number;
  readonly taskIds: Set<TaskId>;
  heads: Iterator<TaskId, undefined>;
}

/** Waiting tasks by priority. Hardly anything takes longer when 100,000 wait than when ten do. */
export interface WaitingTasks {
  readonly size: number;
  add(taskId: TaskId, priority: number): void;
  remove(taskId: TaskId): boolean;
  /** The first of the highest priority, which waits no more; undefined when none waits. */
  take(): TaskId | undefined;
}

export function createWaitingTasks(): WaitingTasks {
  const lineOf = new Map<TaskId, Line>();
  /** Highest priority first; a service has one for each turn. Those before `first` are used up. */
  const lines: Line[] = [];
  let first = 0;

  /** Of the first line whose priority is not higher. */
  const placeOf = (priority: number): number => {
    let [low, high] = [first, lines.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((lines[middle]?.priority ?? -Infinity) > priority) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const lineWith = (priority: number): Line => {
    const place = placeOf(priority);
    const found = lines[place];
    if (found?.priority === priority) return found;
    const taskIds = new Set<TaskId>();
    const line: Line = { priority, taskIds, heads: taskIds.values() };
    lines.splice(place, 0, line);
    return line;
  };

  /** `shift` would move all that follow, which is much for many lines: they go in few large pieces. */
  const leaveFirstLine = (): void => {
    first += 1;
    if (first * 2 < lines.length) return;
    lines.splice(0, first);
    first = 0;
  };

  const remove = (taskId: TaskId): boolean => {
    lineOf.get(taskId)?.taskIds.delete(taskId);
    return lineOf.delete(taskId);
  };

  const headOf = (line: Line): TaskId | undefined => {
    const head = line.heads.next().value;
    if (head !== undefined || line.taskIds.size === 0) return head;
    // An iterator that once ran out stays out: tasks came after that.
    line.heads = line.taskIds.values();
    return line.heads.next().value;
  };

  return {
    get size() {
      return lineOf.size;
    },
    add(taskId, priority) {
      if (lineOf.has(taskId)) return;
      const line = lineWith(priority);
      line.taskIds.add(taskId);
      lineOf.set(taskId, line);
    },
    remove,
    take() {
      for (let line = lines[first]; line !== undefined; line = lines[first]) {
        const head = headOf(line);
        if (head !== undefined) {
          remove(head);
          return head;
        }
        leaveFirstLine();
      }
      return undefined;
    },
  };
}
