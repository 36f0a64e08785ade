import type { BatchId, TaskId } from '../../shared/task/task.ts';
import type { Mark } from '../marks/marks.ts';
import type { HistoryStore, ResultMemory, StoredBatch } from '../ports.ts';
import {
  beginPrivateStore,
  openPrivateStores,
  type PrivateNews,
  type PrivateStore,
} from './private-store.ts';

export interface PrivateOptions extends PrivateNews {
  /** Where their files lie while they are unfinished. */
  readonly folder: string;
}

/** More than such a batch has tasks, and changes of them: what cannot be read now keeps its places. */
const placesOfUnread = 10_000_000;

const asPrivate = ({ batch, roots }: StoredBatch): StoredBatch => ({
  batch: { ...batch, isPrivate: true },
  roots,
});

/** Where the first task of a batch is; one without any came last. No clock says it: that may have been set since. */
const placeOf = (history: HistoryStore, batchId: BatchId) =>
  history.tasksOf(batchId, { after: -1, limit: 1 })[0]?.task.position ?? Infinity;

/** Puts each of `more` before the first of the others that `isAfter` it. */
function merge<Value>(
  others: readonly Value[],
  more: readonly Value[],
  isAfter: (one: Value, other: Value) => boolean,
): Value[] {
  const merged = [...others];
  for (const one of more) {
    const at = merged.findIndex((other) => isAfter(other, one));
    merged.splice(at < 0 ? merged.length : at, 0, one);
  }
  return merged;
}

/** What the memory learns of private batches goes with them: only whether a file is a result of theirs, until then. */
function withoutPrivate(memory: ResultMemory, stores: ReadonlyMap<BatchId, PrivateStore>) {
  const ownerOf = (position: number | undefined) =>
    position === undefined
      ? undefined
      : [...stores.values()].find((store) => store.ownsPosition(position));
  const own: Pick<ResultMemory, 'remember' | 'noteWritten' | 'writtenFingerprint'> = {
    remember(result, position) {
      if (!ownerOf(position)) memory.remember(result, position);
    },
    noteWritten(files, position) {
      (ownerOf(position)?.history.memory ?? memory).noteWritten(files, position);
    },
    writtenFingerprint(path) {
      for (const { history } of stores.values()) {
        const known = history.memory.writtenFingerprint(path);
        if (known !== null) return known;
      }
      return memory.writtenFingerprint(path);
    },
  };
  const both: ResultMemory = Object.create(memory, Object.getOwnPropertyDescriptors(own));
  return both;
}

/**
 * The history with private batches beside it: each in a database of its own, which is forgotten once the program ends or the batch is
 * removed, and has no file any more once the batch is over. They are in no search, and the history's file never has a name of theirs.
 */
export function withPrivateBatches(main: HistoryStore, options: PrivateOptions): HistoryStore {
  const opened = openPrivateStores(options.folder, options);
  const placesKept = opened.isAnyUnread ? placesOfUnread : 0;
  const stores = new Map(opened.stores.map((store) => [store.batchId, store]));
  const written = new Set<PrivateStore>();
  let depth = 0;
  let newMark: Mark | null = null;

  const all = () => [main, ...Array.from(stores.values(), ({ history }) => history)];
  const ownerOf = (taskId: TaskId) =>
    stores.size === 0 ? undefined : [...stores.values()].find((store) => store.owns(taskId));
  const followWritten = () => {
    if (depth > 0) return;
    for (const store of written) store.follow();
    written.clear();
  };
  const write = <Value>(
    store: PrivateStore | undefined,
    work: (history: HistoryStore) => Value,
  ) => {
    const value = work(store?.history ?? main);
    if (store) written.add(store);
    followWritten();
    return value;
  };
  const ofTask = <Value>(taskId: TaskId, work: (history: HistoryStore) => Value) =>
    write(ownerOf(taskId), work);
  const lookAtBatch = (batchId: BatchId) => stores.get(batchId)?.history ?? main;
  const lookAtTask = (taskId: TaskId) => ownerOf(taskId)?.history ?? main;
  const highest = (of: (history: HistoryStore) => number) =>
    Math.max(...all().map(of)) + placesKept;

  const own: Partial<HistoryStore> = {
    get lastNumber() {
      return highest((history) => history.lastNumber);
    },
    get lastPosition() {
      return highest((history) => history.lastPosition);
    },
    flush:
      main.flush &&
      (async () => {
        await main.flush?.();
        for (const store of stores.values()) if (store.hasFile) await store.flush();
      }),
    addBatch(stored, tasks) {
      if (!stored.batch.isPrivate) return main.addBatch(stored, tasks);
      const store = beginPrivateStore(options.folder, stored);
      stores.set(stored.batch.id, store);
      write(store, (history) => {
        history.together(() => {
          if (newMark) history.keepMark(newMark);
          history.addBatch(stored, tasks);
        });
      });
      newMark = null;
    },
    saveBatch: (batch, roots) =>
      write(stores.get(batch.id), (history) => history.saveBatch(batch, roots)),
    keepMark(mark, isPrivate = false) {
      if (isPrivate) newMark = mark;
      else main.keepMark(mark);
    },
    findMark(hash) {
      for (const history of all()) {
        const found = history.findMark(hash);
        if (found !== null) return found;
      }
      return null;
    },
    addTasks(tasks) {
      for (const [batchId, added] of Map.groupBy(tasks, ({ task }) => task.batchId))
        write(stores.get(batchId), (history) => history.addTasks(added));
    },
    saveTasks(tasks, attempts = []) {
      if (stores.size === 0) return main.saveTasks(tasks, attempts);
      for (const [store, saved] of Map.groupBy(tasks, ({ batchId }) => stores.get(batchId))) {
        const ids = new Set(saved.map(({ id }) => id));
        const ofThem = attempts.filter(({ taskId }) => ids.has(taskId));
        write(store, (history) => history.saveTasks(saved, ofThem));
      }
    },
    moveTasks(move) {
      const moved = [undefined, ...stores.values()].flatMap((store) =>
        write(store, (history) => history.moveTasks(move)),
      );
      return moved.toSorted((one, other) => one.task.number - other.task.number);
    },
    together(work) {
      const histories = [...stores.values()].flatMap(({ hasFile, history }) =>
        hasFile ? [history] : [],
      );
      depth += 1;
      try {
        const nested = histories.reduce<() => void>(
          (inner, history) => () => history.together(inner),
          work,
        );
        main.together(nested);
      } finally {
        depth -= 1;
      }
      followWritten();
    },
    noteTemporaryPaths: (taskId, ...noted) =>
      ofTask(taskId, (history) => history.noteTemporaryPaths(taskId, ...noted)),
    noteMade: (taskId, ...noted) => ofTask(taskId, (history) => history.noteMade(taskId, ...noted)),
    endAttempt: (taskId, attempt) =>
      ofTask(taskId, (history) => history.endAttempt(taskId, attempt)),
    interruptedAttempts: () => all().flatMap((history) => history.interruptedAttempts()),
    unfinishedTasks: () => all().flatMap((history) => history.unfinishedTasks()),
    unfinishedBatches() {
      const more = [...stores.values()].flatMap(({ history }) => history.unfinishedBatches());
      const place = ({ batch }: StoredBatch) => placeOf(lookAtBatch(batch.id), batch.id);
      const isAfter = (one: StoredBatch, other: StoredBatch) => place(one) > place(other);
      return merge(main.unfinishedBatches(), more.map(asPrivate), isAfter);
    },
    tasksOf: (batchId, page) => lookAtBatch(batchId).tasksOf(batchId, page),
    undoableBatches() {
      const more = [...stores.values()].flatMap(({ history }) => history.undoableBatches());
      const place = (batchId: BatchId) => placeOf(lookAtBatch(batchId), batchId);
      return merge(main.undoableBatches(), more, (one, other) => place(one) < place(other));
    },
    forgottenSourcesOf: (batchId) => lookAtBatch(batchId).forgottenSourcesOf(batchId),
    hasOtherResult: (batchId, ...asked) => lookAtBatch(batchId).hasOtherResult(batchId, ...asked),
    find: (taskId) => lookAtTask(taskId).find(taskId),
    findBatch(batchId) {
      const store = stores.get(batchId);
      const stored = (store?.history ?? main).findBatch(batchId);
      return stored && store ? asPrivate(stored) : stored;
    },
    attemptsOf: (taskId) => lookAtTask(taskId).attemptsOf(taskId),
    memory: withoutPrivate(main.memory, stores),
    noteReplaced: (taskId, file) => ofTask(taskId, (history) => history.noteReplaced(taskId, file)),
    replacedBy: (taskId) => lookAtTask(taskId).replacedBy(taskId),
    forgetReplaced: (taskId, path) =>
      ofTask(taskId, (history) => history.forgetReplaced(taskId, path)),
    forget(taskIds) {
      const counts = [undefined, ...stores.values()].map((store) =>
        write(store, (history) => history.forget(taskIds)),
      );
      for (const store of stores.values()) {
        if (store.history.findBatch(store.batchId) !== null) continue;
        stores.delete(store.batchId);
        store.close();
      }
      return counts.reduce((sum, count) => sum + count, 0);
    },
    close() {
      for (const store of stores.values()) store.close();
      main.close();
    },
  };
  const history: HistoryStore = Object.create(main, Object.getOwnPropertyDescriptors(own));
  return history;
}
