import { randomUUID } from 'node:crypto';
import type { Batch } from '../../shared/task/batch.ts';
import type { Change, QueueSnapshot, QueueState, TaskPage } from '../../shared/task/change.ts';
import { isLegalTransition, type TaskStatus } from '../../shared/task/status.ts';
import type { Attempt, BatchId, Task, TaskId } from '../../shared/task/task.ts';
import type { HistoryStore, StoredBatch, StoredTask, TaskMove, Unsubscribe } from '../ports.ts';
import { withoutMark } from '../marks/marks.ts';
import { createGroupCommit } from './group-commit.ts';
import { createBatchesOnQueue } from './batches-on-queue.ts';
import { asWaiting, type NewTasks } from './new-tasks.ts';
import { createOutbox } from './outbox.ts';
import { createTasksOnQueue } from './tasks-on-queue.ts';

export type BatchDraft = Omit<Batch, 'id' | 'number' | 'undoneAt'>;
type BatchChange = Partial<Pick<Batch, 'title' | 'isWalking' | 'leftOut'>> &
  Partial<Pick<StoredBatch, 'roots'>> & { readonly isPaused?: boolean };

/** What an attempt has to store at one of its steps. */
export interface AttemptWrite {
  readonly taskId: TaskId;
  /** What becomes of the task; left out where it stays as it is. Null means that nothing is to be stored after all. */
  readonly next?: (task: Task) => Task | null;
  /** The attempt that begins (unfinished) or ends with that; asked after `next`. */
  readonly attempt?: () => Attempt;
  /** Stores more in the same transaction. */
  readonly store?: () => void;
  /** Called as soon as it is stored and announced, before anybody can have reacted to that. */
  readonly afterwards?: () => void;
  /** A power cut may take it: nobody is told that it is done, and no file gets its name after it. */
  readonly mayBeLost?: true;
}

/**
 * The one owner of tasks. Every call stores first, then changes what is in memory, then announces all its changes
 * in one array: as soon as what is stored would survive a power cut. A transition that is not legal is a bug and throws, with nothing stored.
 */
export interface Ledger {
  get(taskId: TaskId): StoredTask | undefined;
  findBatch(batchId: BatchId): StoredBatch | undefined;
  batches(): StoredBatch[];
  /** Whether another batch still has something to do. */
  hasUnsettledBeside(batchId: BatchId): boolean;
  /** Of a task on the queue; costs less than to get it. */
  statusOf(taskId: TaskId): TaskStatus | undefined;
  /** Of a task on the queue. */
  batchOf(taskId: TaskId): StoredBatch | undefined;
  /** All that are on the queue now, or those of one batch, in order of position; read as they are asked for. */
  taskIds(batchId?: BatchId): Iterable<TaskId>;
  /** Whether a task on the queue reads this file. */
  hasSource(path: string): boolean;
  snapshot(): QueueSnapshot;
  listAfter(after: number, limit: number): TaskPage;
  /** Without an id it gets one. */
  addBatch(draft: BatchDraft, roots: readonly string[], id?: BatchId): Batch;
  /** A batch of named files that is complete at once. */
  addBatchOf(draft: BatchDraft, added: NewTasks): { batch: Batch; tasks: readonly StoredTask[] };
  addTasks(batchId: BatchId, added: NewTasks): readonly StoredTask[];
  changeBatch(batchId: BatchId, change: BatchChange): void;
  /** Also of a batch that is not on the queue any more. */
  markUndone(batchId: BatchId, undoneAt: number | null): void;
  /** `next` answers null for a task that is to stay as it is. Tasks that are not on the queue are passed over. */
  changeTasks(taskIds: readonly TaskId[], next: (task: Task) => Task | null): readonly Task[];
  /** Cancels those that wait, or has those wait again that may be retried, also ones not on the queue any more. Reads none first. */
  moveTasks(taskIds: readonly TaskId[], to: TaskMove['to']): readonly StoredTask[];
  /**
   * One transaction with what other attempts have to store now. Resolves once it is stored and announced, with the task
   * as it then is; with null if there was nothing to store. Urgent is what a worker or a person waits for.
   */
  changeByAttempt(write: AttemptWrite, isUrgent: boolean): Promise<StoredTask | null>;
  setQueue(queue: QueueState): void;
  /** Puts stored batches and tasks on the queue as they are, unannounced. Fastest in order of position. */
  restore(batches: readonly StoredBatch[], tasks: readonly StoredTask[]): void;
  /** Puts stored tasks of batches on the queue there too, announced as they are. */
  requeue(tasks: readonly StoredTask[]): void;
  /** Takes tasks off the queue; the history is the caller's to clean. */
  drop(taskIds: readonly TaskId[]): void;
  /** Whether the batch is walked and all its tasks are settled. */
  isOver(batchId: BatchId): boolean;
  settled(batchId: BatchId): Promise<void>;
  /** Resolves once all that was stored before is on the disk and announced. */
  flushed(): Promise<void>;
  subscribe(listener: (changes: readonly Change[]) => void): Unsubscribe;
}

export function createLedger(history: HistoryStore, initialQueue: QueueState): Ledger {
  const tasks = createTasksOnQueue(history);
  const batches = createBatchesOnQueue();
  const listeners = new Set<(changes: readonly Change[]) => void>();
  let number = history.lastNumber;
  let position = history.lastPosition;
  let queue = initialQueue;

  const nextNumber = () => (number += 1);
  const outbox = createOutbox(history.flush);
  const announce = (changes: readonly Change[]) => {
    outbox.put(() => {
      for (const listener of listeners) listener(changes);
    });
  };
  const taskChange = (task: Task): Change => ({ kind: 'task', number: task.number, task });
  const batchChange = (batch: Batch): Change => ({ kind: 'batch', number: batch.number, batch });

  const newBatch = (draft: BatchDraft, id: BatchId = randomUUID()): Batch => {
    const own = { id, number: nextNumber(), undoneAt: null };
    const { recipe, mark } = withoutMark(draft.recipe);
    if (mark) history.keepMark(mark, draft.isPrivate);
    return { ...draft, recipe, ...own };
  };

  /** The batch's own string for a folder that was named with it. */
  const rootOf = (batchId: BatchId, root: string | null) =>
    batches.get(batchId)?.roots.find((known) => known === root) ?? root;
  const newTasks = (batchId: BatchId, added: NewTasks) =>
    asWaiting(added, {
      batchId,
      nextNumber,
      nextPosition: () => (position += 1),
      rootOf: (root) => rootOf(batchId, root),
    });

  /** What is in memory follows what is stored. */
  const record = (changed: readonly StoredTask[]) => {
    for (const stored of changed) {
      const { task } = stored;
      batches.count(task.batchId, tasks.facts(task.id)?.status ?? null, task.status);
      tasks.put(stored);
    }
  };
  const announceTasks = (changed: readonly StoredTask[]) => {
    announce(changed.map(({ task }) => taskChange(task)));
    batches.sweep(changed.map(({ task }) => task.batchId));
  };

  const nextOf = (taskId: TaskId, next: (task: Task) => Task | null): StoredTask | null => {
    const stored = tasks.get(taskId);
    const task = stored ? next(stored.task) : null;
    if (!stored || !task) return null;
    if (!isLegalTransition(stored.task.status, task.status)) {
      throw new Error(`a task cannot go from ${stored.task.status} to ${task.status}`);
    }
    return { ...stored, task: { ...task, number: nextNumber() } };
  };

  const changeBatch = (batchId: BatchId, { roots, isPaused, ...change }: BatchChange) => {
    const stored = batches.get(batchId);
    if (!stored) return;
    const { isPaused: wasPaused = false, ...before } = stored.batch;
    const batch: Batch = {
      ...before,
      ...change,
      ...((isPaused ?? wasPaused) && { isPaused: true }),
      number: nextNumber(),
    };
    history.saveBatch(batch, roots);
    batches.put({ batch, roots: roots ?? stored.roots });
    announce([batchChange(batch)]);
    batches.sweep([batchId]);
  };

  const storeGroup = (writes: readonly AttemptWrite[]): (StoredTask | null)[] => {
    const changes = writes.map(({ taskId, next }) => (next ? nextOf(taskId, next) : null));
    const changed = changes.filter((stored) => stored !== null);
    history.together(() => {
      const attempts = writes.flatMap(({ taskId, attempt }, at) =>
        changes[at] && attempt ? [{ taskId, attempt: attempt() }] : [],
      );
      if (changed.length > 0) {
        history.saveTasks(
          changed.map(({ task }) => task),
          attempts,
        );
      }
      for (const [at, { next, store }] of writes.entries()) if (!next || changes[at]) store?.();
    });
    record(changed);
    if (changed.length > 0) announceTasks(changed);
    outbox.put(() => {
      for (const [at, { next, afterwards }] of writes.entries()) {
        if (!next || changes[at]) afterwards?.();
      }
    });
    return writes.map(({ taskId, next }, at) =>
      next ? (changes[at] ?? null) : (tasks.get(taskId) ?? null),
    );
  };
  const commit = createGroupCommit(storeGroup, () => history.writable());

  return {
    get: (taskId) => tasks.get(taskId),
    findBatch: (batchId) => batches.get(batchId),
    batches: () => batches.values(),
    hasUnsettledBeside: (batchId) => batches.hasUnsettledBeside(batchId),
    statusOf: (taskId) => tasks.facts(taskId)?.status,
    batchOf: (taskId) => batches.get(tasks.facts(taskId)?.batchId ?? ''),
    taskIds: (batchId) => (batchId === undefined ? tasks.ids() : tasks.idsOf(batchId)),
    hasSource: (path) => tasks.hasSource(path),
    listAfter: (after, limit) => tasks.listAfter(after, limit),
    isOver: (batchId) => batches.isOver(batchId),
    async settled(batchId) {
      await batches.settled(batchId);
      // A disk that fails stops the queue, and is told of there.
      await outbox.flushed().catch(() => undefined);
    },
    flushed: () => outbox.flushed(),
    snapshot: () => ({
      number,
      queue,
      batches: batches.values().map((stored) => stored.batch),
      taskCount: tasks.size,
      lastPosition: tasks.lastPosition,
    }),
    addBatch(draft, roots, id) {
      const batch = newBatch(draft, id);
      history.addBatch({ batch, roots });
      batches.put({ batch, roots });
      announce([batchChange(batch)]);
      return batch;
    },
    addBatchOf(draft, files) {
      const stored = { batch: newBatch(draft), roots: [] };
      const added = newTasks(stored.batch.id, files);
      history.addBatch(stored, added);
      batches.put(stored);
      record(added);
      announce([batchChange(stored.batch), ...added.map(({ task }) => taskChange(task))]);
      return { batch: stored.batch, tasks: added };
    },
    addTasks(batchId, files) {
      const added = newTasks(batchId, files);
      if (added.length === 0) return added;
      history.addTasks(added);
      record(added);
      announceTasks(added);
      return added;
    },
    changeBatch,
    markUndone(batchId, undoneAt) {
      const onQueue = batches.get(batchId);
      const stored = onQueue ?? history.findBatch(batchId);
      if (!stored || stored.batch.undoneAt === undoneAt) return;
      const batch: Batch = { ...stored.batch, undoneAt, number: nextNumber() };
      history.saveBatch(batch);
      if (onQueue) batches.put({ ...stored, batch });
      announce([batchChange(batch)]);
    },
    async changeByAttempt(write, isUrgent) {
      const stored = await commit(write, isUrgent);
      if (!write.mayBeLost) await outbox.flushed();
      return stored;
    },
    changeTasks(taskIds, next) {
      const changed = taskIds.flatMap((taskId) => nextOf(taskId, next) ?? []);
      if (changed.length === 0) return [];
      history.saveTasks(changed.map(({ task }) => task));
      record(changed);
      announceTasks(changed);
      return changed.map(({ task }) => task);
    },
    moveTasks(taskIds, to) {
      const move = { taskIds, to, at: Date.now(), firstNumber: number + 1 };
      number += taskIds.length;
      const moved = history.moveTasks(move);
      const batchIds = [...new Set(moved.map(({ task }) => task.batchId))];
      const back = batchIds.flatMap((id) => (batches.get(id) ? [] : (history.findBatch(id) ?? [])));
      for (const stored of back) batches.put(stored);
      record(moved);
      // Windows do not have them any more.
      for (const { batch } of back) changeBatch(batch.id, { isPaused: false });
      if (moved.length > 0) announceTasks(moved);
      return moved;
    },
    setQueue(changed) {
      queue = changed;
      announce([{ kind: 'queue', number: nextNumber(), queue }]);
      try {
        history.saveNumber(number);
      } catch {
        // A disk that is full must not keep anybody from pausing. Whatever is stored next has a higher number.
      }
    },
    restore(storedBatches, storedTasks) {
      for (const stored of storedBatches) batches.put(stored);
      record(storedTasks);
    },
    requeue(storedTasks) {
      record(storedTasks);
      announceTasks(storedTasks);
    },
    drop(taskIds) {
      const dropped = taskIds.flatMap((taskId) => {
        const facts = tasks.facts(taskId);
        return facts ? [{ taskId, ...facts }] : [];
      });
      if (dropped.length === 0) return;
      for (const { taskId, batchId, status } of dropped) {
        batches.count(batchId, status, null);
        tasks.delete(taskId);
      }
      history.saveNumber(nextNumber());
      announce([{ kind: 'removed', number, taskIds: dropped.map(({ taskId }) => taskId) }]);
      batches.sweep(dropped.map(({ batchId }) => batchId));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
