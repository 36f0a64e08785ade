import type { TaskId } from '../../shared/task/task.ts';
import { createColumn } from '../collections/column.ts';
import { createIdSlots } from '../collections/id-slots.ts';

/** An array of a million takes long to grow: it is in parts of so many. */
const placesOfPart = 4096;

interface Part {
  readonly slots: number[];
  readonly turns: number[];
}

/**
 * One priority's tasks in the order they were added; `head` is in the first part. Those that were removed, or removed and added
 * again, stay until they are at the head: their `turns` are not the ones they wait with.
 */
interface Level {
  readonly priority: number;
  readonly parts: Part[];
  head: number;
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
  const waiting = createIdSlots();
  /** When the task in each slot was added. */
  const turnOf = createColumn(Float64Array);
  let lastTurn = 0;
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
    const level: Level = { priority, parts: [], head: 0 };
    levels.splice(place, 0, level);
    return level;
  };

  /** Passes over those that do not wait any more. */
  const headOf = (level: Level): TaskId | undefined => {
    for (let [part] = level.parts; part !== undefined; [part] = level.parts) {
      const { slots, turns } = part;
      for (; level.head < slots.length; level.head += 1) {
        const slot = slots[level.head] ?? 0;
        if (turnOf.get(slot) === turns[level.head]) return waiting.idOf(slot);
      }
      // The last one may still get more.
      if (slots.length < placesOfPart) return undefined;
      level.parts.shift();
      level.head = 0;
    }
    return undefined;
  };

  const partToFill = ({ parts }: Level): Part => {
    const last = parts.at(-1);
    if (last && last.slots.length < placesOfPart) return last;
    const part: Part = { slots: [], turns: [] };
    parts.push(part);
    return part;
  };

  /** `shift` would move all that follow, which is much for many levels: they go in few large pieces. */
  const leaveFirstLevel = () => {
    firstLevel += 1;
    if (firstLevel * 2 < levels.length) return;
    levels.splice(0, firstLevel);
    firstLevel = 0;
  };

  const first = (): TaskId | undefined => {
    for (;;) {
      const level = levels[firstLevel];
      if (level === undefined) return undefined;
      const head = headOf(level);
      if (head !== undefined) return head;
      leaveFirstLevel();
    }
  };

  return {
    get size() {
      return waiting.size;
    },
    add(taskId, priority) {
      if (waiting.slotOf(taskId) >= 0) return;
      const slot = waiting.take(taskId);
      const { slots, turns } = partToFill(levelWith(priority));
      lastTurn += 1;
      slots.push(slot);
      turns.push(lastTurn);
      turnOf.set(slot, lastTurn);
    },
    first,
    remove(taskId) {
      const slot = waiting.slotOf(taskId);
      const isRemoved = slot >= 0;
      if (isRemoved) {
        turnOf.set(slot, 0);
        waiting.giveBack(taskId);
      }
      // All in a row are passed over one by one, and not in the end at once.
      if (isRemoved) first();
      return isRemoved;
    },
  };
}
