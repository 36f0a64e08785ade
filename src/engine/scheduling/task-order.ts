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
  heads: Iterator<[TaskId, Run], undefined>;
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

  /** The first of the highest priority, which waits no more; undefined when none waits. */
  dequeue(): Run | undefined {
    for (;;) {
      const level = this.#levels[this.#first];
      if (level === undefined) return undefined;
      const head = this.#headOf(level);
      if (head !== undefined) {
        this.remove(head[0]);
        return head[1];
      }
      this.#leaveFirstLevel();
    }
  }

  /** True if it waited. */
  remove(id: TaskId): boolean {
    this.#levelOf.get(id)?.runs.delete(id);
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
    const level: Level = { priority, runs, heads: runs.entries() };
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

  #headOf(level: Level): [TaskId, Run] | undefined {
    const head = level.heads.next().value;
    if (head !== undefined || level.runs.size === 0) return head;
    // An iterator that once ran out stays out: tasks came after that.
    level.heads = level.runs.entries();
    return level.heads.next().value;
  }

  /** `shift` would move all that follow, which is much for many levels: they go in few large pieces. */
  #leaveFirstLevel(): void {
    this.#first += 1;
    if (this.#first * 2 < this.#levels.length) return;
    this.#levels.splice(0, this.#first);
    this.#first = 0;
  }
}
