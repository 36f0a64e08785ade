import { folded } from '../../shared/paths/safe-segment.ts';
import type { TaskPage } from '../../shared/task/change.ts';
import { type TaskStatus, taskStatuses } from '../../shared/task/status.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import type { HistoryStore, StoredTask } from '../ports.ts';
import { createColumn } from '../collections/column.ts';
import { createIdSlots } from '../collections/id-slots.ts';
import { createHashCounts, hashOfText } from './hash-counts.ts';

/** Of a million that wait each would be half a kilobyte. */
const mostRecent = 10_000;
/** They leave some at a time: each look for the oldest goes past the places of all that left since the last growth of the map. */
const leavingTogether = 500;
/** Tasks read from the history for one page: about 10 ms. */
const mostReadForPage = 500;

/** What is known of each task without reading it. */
export interface QueueFacts {
  readonly batchId: BatchId;
  readonly status: TaskStatus;
}

/**
 * Tasks by id and in order of position. No change costs more the more tasks there are. Those that changed lately or run are in
 * memory; of the others only the facts are, and they are read when they are wanted.
 */
export interface TasksOnQueue {
  readonly size: number;
  /** Of the last task that was put on the queue and may be there still; -1 for none. */
  readonly lastPosition: number;
  get(taskId: TaskId): StoredTask | undefined;
  facts(taskId: TaskId): QueueFacts | undefined;
  /** In order of position; not those that are added later. */
  ids(): Generator<TaskId>;
  /** Those of one batch, also those that are added before all are read. */
  idsOf(batchId: BatchId): Generator<TaskId>;
  /** However the path is spelled: some disks take two spellings for one file. */
  hasSource(path: string): boolean;
  /** Adds a task, or replaces it with its newer self, as the history has it. */
  put(stored: StoredTask): void;
  delete(taskId: TaskId): void;
  /** May answer with fewer than there are; `next` says where to go on. */
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

function insert<Value>(column: Value[], at: number, value: Value): void {
  if (at === column.length) column.push(value);
  else column.splice(at, 0, value);
}

/** `history` has the tasks that are not in memory, as they were last put. */
export function createTasksOnQueue(history: Pick<HistoryStore, 'find' | 'tasksOf'>): TasksOnQueue {
  const slots = createIdSlots();
  // What is known of the task in each slot: an object a task would take several times the memory.
  const positionOf = createColumn(Float64Array);
  const statusOf = createColumn(Uint8Array);
  /** 0 for what is no source. */
  const hashOf = createColumn(Float64Array);
  const batchIdOf: BatchId[] = [];
  /** The least recent first. */
  const recent = new Map<TaskId, StoredTask>();
  /** How many tasks read each file, by the hash of its folded path. */
  const sources = createHashCounts();
  // In ascending order of position. Places of deleted tasks stay until they are the greater part.
  let positions: number[] = [];
  let slotsInOrder: number[] = [];

  /** Undefined for the place of a task that was deleted. */
  const slotAt = (place: number): number | undefined => {
    const [slot, position] = [slotsInOrder[place], positions[place]];
    return slot !== undefined && positionOf.get(slot) === position ? slot : undefined;
  };

  const takePlace = ({ position, id, batchId }: Task): number => {
    const slot = slots.take(id);
    const before = batchIdOf.at(-1);
    positionOf.set(slot, position);
    // One text for all of a batch.
    batchIdOf[slot] = before === batchId ? before : batchId;
    const above = indexAbove(positions, position);
    if (positions[above - 1] === position) {
      slotsInOrder[above - 1] = slot;
      return slot;
    }
    insert(positions, above, position);
    insert(slotsInOrder, above, slot);
    return slot;
  };

  const dropPlaces = () => {
    const isKept = positions.map((_, place) => slotAt(place) !== undefined);
    const kept = (column: readonly number[]) => column.filter((_, place) => isKept[place]);
    [positions, slotsInOrder] = [kept(positions), kept(slotsInOrder)];
  };

  const setSource = (slot: number, hash: number) => {
    const before = hashOf.get(slot);
    if (before === hash) return;
    if (before !== 0) sources.change(before, -1);
    if (hash !== 0) sources.change(hash, 1);
    hashOf.set(slot, hash);
  };

  const remember = (stored: StoredTask) => {
    recent.delete(stored.task.id);
    recent.set(stored.task.id, stored);
    if (recent.size < mostRecent + leavingTogether) return;
    for (const [id, { task }] of recent) {
      if (recent.size <= mostRecent) return;
      if (task.status !== 'running') recent.delete(id);
    }
  };

  function* idsUpTo(last: number): Generator<TaskId> {
    for (let at = -1; ;) {
      const place = indexAbove(positions, at);
      const position = positions[place];
      if (position === undefined || position > last) return;
      at = position;
      const slot = slotAt(place);
      if (slot !== undefined) yield slots.idOf(slot);
    }
  }

  /** Passes over the others without a search for each. */
  function* idsOfBatch(batchId: BatchId): Generator<TaskId> {
    for (let at = -1; ;) {
      let place = indexAbove(positions, at);
      for (; place < positions.length; place += 1) {
        const slot = slotAt(place);
        if (slot !== undefined && batchIdOf[slot] === batchId) break;
      }
      const [slot, position] = [slotsInOrder[place], positions[place]];
      if (slot === undefined || position === undefined) return;
      at = position;
      yield slots.idOf(slot);
    }
  }

  const hashOfPath = (path: string) => hashOfText(folded(path));

  return {
    get size() {
      return slots.size;
    },
    get lastPosition() {
      return positions.at(-1) ?? -1;
    },
    get(taskId) {
      const known = recent.get(taskId);
      if (known || slots.slotOf(taskId) < 0) return known;
      const stored = history.find(taskId) ?? undefined;
      if (stored) remember(stored);
      return stored;
    },
    facts(taskId) {
      const slot = slots.slotOf(taskId);
      const batchId = batchIdOf[slot];
      const status = taskStatuses[statusOf.get(slot)];
      return slot < 0 || batchId === undefined || status === undefined
        ? undefined
        : { batchId, status };
    },
    ids: () => idsUpTo(positions.at(-1) ?? -1),
    idsOf: idsOfBatch,
    hasSource: (path) => sources.has(hashOfPath(path)),
    put(stored) {
      const { task } = stored;
      const known = slots.slotOf(task.id);
      const slot = known < 0 ? takePlace(task) : known;
      // A path never changes, and hashing it again would cost each change of the task.
      const hash = hashOf.get(slot) || hashOfPath(task.sourcePath);
      setSource(slot, isSource(task) ? hash : 0);
      statusOf.set(slot, taskStatuses.indexOf(task.status));
      remember(stored);
    },
    delete(taskId) {
      const slot = slots.slotOf(taskId);
      if (slot < 0) return;
      setSource(slot, 0);
      positionOf.set(slot, -1);
      slots.giveBack(taskId);
      recent.delete(taskId);
      if (positions.length > 2 * slots.size + 1000) dropPlaces();
    },
    listAfter(after, limit) {
      const page: Task[] = [];
      // Neighbours of one batch are read together: looking each up by its id takes four times as long.
      const read = new Map<TaskId, StoredTask | null>();
      let readCount = 0;
      const readFrom = (slot: number, id: TaskId) => {
        const most = Math.min(limit - page.length, mostReadForPage - readCount);
        const from = { after: positionOf.get(slot) - 1, limit: most };
        for (const stored of history.tasksOf(batchIdOf[slot] ?? '', from))
          read.set(stored.task.id, stored);
        if (!read.has(id)) read.set(id, null);
      };
      let place = indexAbove(positions, after);
      for (; place < positions.length && page.length < limit; place += 1) {
        const slot = slotAt(place);
        if (slot === undefined) continue;
        const id = slots.idOf(slot);
        const known = recent.get(id);
        if (!known && !read.has(id)) {
          // Some that are read are not on the queue any more, or in memory already.
          if (readCount >= mostReadForPage || read.size >= 2 * mostReadForPage) break;
          readFrom(slot, id);
        }
        const stored = known ?? read.get(id);
        if (stored) page.push(stored.task);
        if (!known) readCount += 1;
      }
      const last = positions[place - 1];
      return { tasks: page, next: place < positions.length && last !== undefined ? last : null };
    },
  };
}
