import { folded } from '../../shared/paths/safe-segment.ts';
import type { TaskPage } from '../../shared/task/change.ts';
import { type TaskStatus, taskStatuses } from '../../shared/task/status.ts';
import type { BatchId, Task, TaskId } from '../../shared/task/task.ts';
import type { HistoryStore, StoredTask } from '../ports.ts';
import { createIdMap } from '../collections/id-map.ts';
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
  const positionOf = createIdMap<number>();
  /** The least recent first. */
  const recent = new Map<TaskId, StoredTask>();
  /** How many tasks read each file, by the hash of its folded path. */
  const sources = createHashCounts();
  // A column each, in ascending order of position: an object a task would take twice the memory. Those of deleted tasks stay
  // until they are the greater part.
  let positions: number[] = [];
  let ids: TaskId[] = [];
  let batchIds: BatchId[] = [];
  let statuses: number[] = [];
  /** 0 for what is no source. */
  let hashes: number[] = [];

  const indexOf = (taskId: TaskId): number => {
    const position = positionOf.get(taskId);
    return position === undefined ? -1 : indexAbove(positions, position) - 1;
  };

  const takePlace = ({ position, id, batchId }: Task): number => {
    const above = indexAbove(positions, position);
    positionOf.set(id, position);
    if (positions[above - 1] === position) return above - 1;
    insert(positions, above, position);
    insert(ids, above, id);
    insert(batchIds, above, batchId);
    insert(statuses, above, 0);
    insert(hashes, above, 0);
    return above;
  };

  const dropPlaces = () => {
    const isKept = ids.map((id) => positionOf.has(id));
    const kept = <Value>(column: readonly Value[]) => column.filter((_, at) => isKept[at]);
    [positions, ids, batchIds] = [kept(positions), kept(ids), kept(batchIds)];
    [statuses, hashes] = [kept(statuses), kept(hashes)];
  };

  const setSource = (index: number, hash: number) => {
    const before = hashes[index] ?? 0;
    if (before === hash) return;
    if (before !== 0) sources.change(before, -1);
    if (hash !== 0) sources.change(hash, 1);
    hashes[index] = hash;
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
      const index = indexAbove(positions, at);
      const [id, position] = [ids[index], positions[index]];
      if (id === undefined || position === undefined || position > last) return;
      at = position;
      if (positionOf.has(id)) yield id;
    }
  }

  const hashOf = (path: string) => hashOfText(folded(path));

  return {
    get size() {
      return positionOf.size;
    },
    get lastPosition() {
      return positions.at(-1) ?? -1;
    },
    get(taskId) {
      const known = recent.get(taskId);
      if (known || !positionOf.has(taskId)) return known;
      const stored = history.find(taskId) ?? undefined;
      if (stored) remember(stored);
      return stored;
    },
    facts(taskId) {
      const index = indexOf(taskId);
      const batchId = batchIds[index];
      const status = taskStatuses[statuses[index] ?? -1];
      return batchId === undefined || status === undefined ? undefined : { batchId, status };
    },
    ids: () => idsUpTo(positions.at(-1) ?? -1),
    hasSource: (path) => sources.has(hashOf(path)),
    put(stored) {
      const { task } = stored;
      const known = indexOf(task.id);
      const index = known < 0 ? takePlace(task) : known;
      // A path never changes, and hashing it again would cost each change of the task.
      const hash = hashes[index] || hashOf(task.sourcePath);
      setSource(index, isSource(task) ? hash : 0);
      statuses[index] = taskStatuses.indexOf(task.status);
      remember(stored);
    },
    delete(taskId) {
      const index = indexOf(taskId);
      if (index < 0) return;
      setSource(index, 0);
      positionOf.delete(taskId);
      recent.delete(taskId);
      if (positions.length > 2 * positionOf.size + 1000) dropPlaces();
    },
    listAfter(after, limit) {
      const page: Task[] = [];
      // Neighbours of one batch are read together: looking each up by its id takes four times as long.
      const read = new Map<TaskId, StoredTask | null>();
      let readCount = 0;
      const readFrom = (index: number) => {
        const [id = '', batchId = '', position = 0] = [
          ids[index],
          batchIds[index],
          positions[index],
        ];
        const most = Math.min(limit - page.length, mostReadForPage - readCount);
        for (const stored of history.tasksOf(batchId, { after: position - 1, limit: most }))
          read.set(stored.task.id, stored);
        if (!read.has(id)) read.set(id, null);
      };
      let index = indexAbove(positions, after);
      for (; index < positions.length && page.length < limit; index += 1) {
        const id = ids[index] ?? '';
        if (!positionOf.has(id)) continue;
        const known = recent.get(id);
        if (!known && !read.has(id)) {
          // Some that are read are not on the queue any more, or in memory already.
          if (readCount >= mostReadForPage || read.size >= 2 * mostReadForPage) break;
          readFrom(index);
        }
        const stored = known ?? read.get(id);
        if (stored) page.push(stored.task);
        if (!known) readCount += 1;
      }
      const last = positions[index - 1];
      return { tasks: page, next: index < positions.length && last !== undefined ? last : null };
    },
  };
}
