import type { TaskId } from '../../shared/task/task.ts';

type Run = () => Promise<unknown>;

export interface TaskOrderOptions {
  readonly id?: TaskId | undefined;
  readonly priority?: number | undefined;
}

/**
 * One priority's tasks in the order they were added. A map's own iterator goes on past removals and additions,
 * so it always stands at the head: taking the first costs the same however many were taken before.
 */
interface Level {
  readonly priority: number;
  readonly runs: Map<TaskId, Run>;
  heads: Iterator<TaskId, undefined>;
  head: TaskId | undefined;
}

/**
 * What waits in p-queue, by priority and then in the order it came: p-queue's own order looks through all of them to
 * remove one. Hardly anything takes longer when 100,000 wait than when ten do. Adding a waiting task again does nothing.
 */
export class TaskOrder {
  readonly #levelOf = new Map<TaskId, Level>();
  /** Highest priority first; a service has one for each turn. Those before `#first` are used up. */
  readonly #levels: Level[] = [];
  #first = 0;

  get size(): number {
    return this.#levelOf.size;
  }

  enqueue(run: Run, { id = '', priority = 0 }: TaskOrderOptions = {}): void {
    if (this.#levelOf.has(id)) return;
    const level = this.#levelWith(priority);
    level.runs.set(id, run);
    this.#levelOf.set(id, level);
  }

  /** The first of the highest priority; undefined when none waits. */
  first(): TaskId | undefined {
    for (;;) {
      const level = this.#levels[this.#first];
      if (level === undefined) return undefined;
      const head = this.#headOf(level);
      if (head !== undefined) return head;
      this.#leaveFirstLevel();
    }
  }

  /** The first one, which waits no more. */
  dequeue(): Run | undefined {
    const first = this.first();
    if (first === undefined) return undefined;
    const run = this.#levelOf.get(first)?.runs.get(first);
    this.remove(first);
    return run;
  }

  /** True if it waited. */
  remove(id: TaskId): boolean {
    const level = this.#levelOf.get(id);
    level?.runs.delete(id);
    // Added again, it goes to the end.
    if (level?.head === id) level.head = undefined;
    return this.#levelOf.delete(id);
  }

  setPriority(id: TaskId, priority: number): void {
    const run = this.#levelOf.get(id)?.runs.get(id);
    if (!run) return;
    this.remove(id);
    this.enqueue(run, { id, priority });
  }

  filter({ priority }: TaskOrderOptions): Run[] {
    const fitting = this.#levels.filter((level) => level.priority === priority);
    return fitting.flatMap(({ runs }) => [...runs.values()]);
  }

  #levelWith(priority: number): Level {
    const place = this.#placeOf(priority);
    const found = this.#levels[place];
    if (found?.priority === priority) return found;
    const runs = new Map<TaskId, Run>();
    const level: Level = { priority, runs, heads: runs.keys(), head: undefined };
    this.#levels.splice(place, 0, level);
    return level;
  }

  /** Of the first level whose priority is not higher. */
  #placeOf(priority: number): number {
    let [low, high] = [this.#first, this.#levels.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#levels[middle]?.priority ?? -Infinity) > priority) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** It stays the head until it is removed: an iterator cannot go back. */
  #headOf(level: Level): TaskId | undefined {
    if (level.head !== undefined) return level.head;
    level.head = level.heads.next().value;
    if (level.head === undefined && level.runs.size > 0) {
      // An iterator that once ran out stays out: tasks came after that.
      level.heads = level.runs.keys();
      level.head = level.heads.next().value;
    }
    return level.head;
  }

  /** `shift` would move all that follow, which is much for many levels: they go in few large pieces. */
  #leaveFirstLevel(): void {
    this.#first += 1;
    if (this.#first * 2 < this.#levels.length) return;
    this.#levels.splice(0, this.#first);
    this.#first = 0;
  }
}
