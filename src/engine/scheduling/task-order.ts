import type { TaskId } from '../../shared/task/task.ts';

/**
 * One priority's tasks in the order they were added. A set's own iterator goes on past removals and additions,
 * so it always stands at the head: taking the first costs the same however many were taken before.
 */
interface Level {
  readonly priority: number;
  readonly taskIds: Set<TaskId>;
  heads: Iterator<TaskId, undefined>;
  head: TaskId | undefined;
}

/**
 * What waits, by priority and then in the order it came. Hardly anything takes longer when 100,000 wait than when ten do.
 */
export interface TaskOrder {
  readonly size: number;
  /** Adding a waiting task again does nothing. */
  add(taskId: TaskId, priority: number): void;
  /** The first of the highest priority; undefined when none waits. */
  first(): TaskId | undefined;
  /** True if it waited. */
  remove(taskId: TaskId): boolean;
}

export function createTaskOrder(): TaskOrder {
  const levelOf = new Map<TaskId, Level>();
  /** Highest priority first; a service has one for each turn. Those before `firstLevel` are used up. */
  const levels: Level[] = [];
  let firstLevel = 0;

  /** Of the first level whose priority is not higher. */
  const placeOf = (priority: number): number => {
    let [low, high] = [firstLevel, levels.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((levels[middle]?.priority ?? -Infinity) > priority) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const levelWith = (priority: number): Level => {
    const place = placeOf(priority);
    const found = levels[place];
    if (found?.priority === priority) return found;
    const taskIds = new Set<TaskId>();
    const level: Level = { priority, taskIds, heads: taskIds.values(), head: undefined };
    levels.splice(place, 0, level);
    return level;
  };

  /** It stays the head until it is removed: an iterator cannot go back. */
  const headOf = (level: Level): TaskId | undefined => {
    if (level.head !== undefined) return level.head;
    level.head = level.heads.next().value;
    if (level.head === undefined && level.taskIds.size > 0) {
      // An iterator that once ran out stays out: tasks came after that.
      level.heads = level.taskIds.values();
      level.head = level.heads.next().value;
    }
    return level.head;
  };

  /** `shift` would move all that follow, which is much for many levels: they go in few large pieces. */
  const leaveFirstLevel = () => {
    firstLevel += 1;
    if (firstLevel * 2 < levels.length) return;
    levels.splice(0, firstLevel);
    firstLevel = 0;
  };

  return {
    get size() {
      return levelOf.size;
    },
    add(taskId, priority) {
      if (levelOf.has(taskId)) return;
      const level = levelWith(priority);
      level.taskIds.add(taskId);
      levelOf.set(taskId, level);
    },
    first() {
      for (;;) {
        const level = levels[firstLevel];
        if (level === undefined) return undefined;
        const head = headOf(level);
        if (head !== undefined) return head;
        leaveFirstLevel();
      }
    },
    remove(taskId) {
      const level = levelOf.get(taskId);
      level?.taskIds.delete(taskId);
      // Added again, it goes to the end.
      if (level?.head === taskId) level.head = undefined;
      return levelOf.delete(taskId);
    },
  };
}
