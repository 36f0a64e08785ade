import type { DatabaseSync } from 'node:sqlite';
import type { HistoryPage, HistoryQuery } from '../../shared/task/history.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { type UnchangedQuestion, unknownYet } from '../memory/unchanged.ts';
import type { HistoryStore, ResultMemory, StoredTask } from '../ports.ts';
import { createAttemptTable } from './attempt-table.ts';
import { createBatchTable } from './batch-table.ts';
import { catchUpSlowly } from './catch-up.ts';
import { createCounters } from './counters.ts';
import type { Checkpoints } from './checkpoints.ts';
import { inTransaction, noteEnd } from './database.ts';
import type { LogFlush } from './log-flush.ts';
import { createForgottenSources } from './forgotten-sources.ts';
import { createMarkTable } from './mark-table.ts';
import { createMemoryTables } from './memory-tables.ts';
import { createOwnedResults } from './owned-results.ts';
import { createReplacedTable } from './replaced-table.ts';
import { createSearch } from './search.ts';
import type { ThreadQuestions } from './thread-questions.ts';
import { createTaskMoves } from './task-moves.ts';
import { createTaskTable } from './task-table.ts';
import { createWrittenNames } from './written-names.ts';

/** A damaged one stays so, and one that cannot be written is checked at the next start. */
function noteClean(database: DatabaseSync): void {
  try {
    noteEnd(database, 'clean');
    // Closing does it only for the last connection, and the one of the thread may end later.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Closing matters more.
  }
}

/** Whether a search reads no more rows than it answers with. */
const isBounded = ({ text, counts = true }: HistoryQuery) => !counts && text.trim() === '';

/** What a thread does for it. */
export interface HistoryHelper {
  readonly checkpoints: Checkpoints;
  readonly log: LogFlush;
  readonly searches: ThreadQuestions<HistoryQuery, HistoryPage>;
  readonly unchanged: ThreadQuestions<UnchangedQuestion, readonly boolean[]>;
}

/** The history store over an open, migrated database, which it closes in the end. */
export function createSqliteHistory(
  database: DatabaseSync,
  helper: HistoryHelper | null = null,
): HistoryStore {
  const batches = createBatchTable(database);
  const marks = createMarkTable(database);
  const tasks = createTaskTable(database);
  const moveTasks = createTaskMoves(database);
  const attempts = createAttemptTable(database);
  const counters = createCounters(database);
  const replaced = createReplacedTable(database);
  const forgotten = createForgottenSources(database);
  const written = createWrittenNames(database);
  const search = createSearch(database, batches);
  const tables = createMemoryTables(database);
  const memory: ResultMemory = Object.assign(tables, {
    areUnchanged: async (...[sources, recipeHash]: Parameters<ResultMemory['areUnchanged']>) =>
      (await helper?.unchanged.ask({ sources, recipeHash })) ?? unknownYet(sources, recipeHash),
  });
  const owned = createOwnedResults(database, memory);
  const forgetOne = (taskId: TaskId) => {
    forgotten.note(taskId);
    const position = tasks.forgetOne(taskId);
    if (position !== null) owned.release(position);
    return Number(position !== null);
  };
  const takeResults = (task: Task) => {
    if (task.status === 'skipped' && task.reason === 'unchanged') owned.take(task);
  };
  const forgetEmptyBatches = () => {
    batches.forgetEmpty();
    marks.forgetUnused();
  };
  const write = <Value>(work: () => Value): Value => {
    const value = inTransaction(database, work);
    helper?.checkpoints.onWrite();
    return value;
  };
  const quiet = () => helper?.checkpoints.quiet() ?? Promise.resolve();
  const stopCatchingUp = catchUpSlowly(database, quiet);
  const addAll = (added: readonly StoredTask[]) => {
    for (const stored of added) {
      tasks.add(stored);
      takeResults(stored.task);
    }
    const last = added.at(-1)?.task;
    if (last) counters.raise(last.number, last.position);
  };

  return {
    get lastNumber() {
      return counters.lastNumber();
    },
    get lastPosition() {
      return counters.lastPosition();
    },
    flush: helper && (() => helper.log.flush()),
    quiet,
    writable: () => helper?.checkpoints.writable() ?? null,
    saveNumber: (number) => counters.raise(number, 0),
    addBatch(stored, begun = []) {
      write(() => {
        batches.add(stored);
        addAll(begun);
        if (begun.length === 0) counters.raise(stored.batch.number, 0);
      });
    },
    saveBatch(batch, roots) {
      write(() => {
        batches.save(batch, roots);
        if (!batch.isWalking) forgotten.drop(batch.id);
        counters.raise(batch.number, 0);
      });
    },
    keepMark: (mark) => write(() => marks.keep(mark)),
    findMark: (hash) => marks.find(hash),
    addTasks: (added) => write(() => addAll(added)),
    saveTasks(changed, ofThem = []) {
      write(() => {
        for (const task of changed) {
          tasks.save(task);
          written.note(task);
          takeResults(task);
        }
        counters.raise(changed.at(-1)?.number ?? 0, 0);
        for (const { taskId, attempt } of ofThem) attempts.save(taskId, attempt);
      });
    },
    moveTasks: (move) =>
      write(() => {
        counters.raise(move.firstNumber + move.taskIds.length - 1, 0);
        return moveTasks(move);
      }),
    together: write,
    noteTemporaryPaths: (taskId, attempt, paths) =>
      attempts.noteTemporaryPaths(taskId, attempt, paths),
    noteMade: (taskId, attempt, made) => attempts.noteMade(taskId, attempt, made),
    endAttempt: (taskId, attempt) => attempts.save(taskId, attempt),
    interruptedAttempts: () => attempts.notEnded(),
    unfinishedTasks: () => tasks.unfinished(),
    unfinishedBatches: () => batches.unfinished(),
    undoableBatches: () => batches.undoable(),
    tasksOf: (batchId, page) => tasks.ofBatch(batchId, page),
    forgottenSourcesOf: (batchId) => forgotten.ofBatch(batchId),
    hasOtherResult: (batchId, taskId, path) => written.hasOther(batchId, taskId, path),
    find: (taskId) => tasks.find(taskId),
    findBatch: (batchId) => batches.find(batchId),
    attemptsOf: (taskId) => attempts.ofTask(taskId),
    search,
    async searchAsync(query) {
      const asked = helper?.searches.ask(query);
      // The newest tasks are read by their key: this thread has them before the other one has started.
      if (helper && !helper.searches.isReady && isBounded(query)) return search(query);
      return (await asked) ?? search(query);
    },
    memory,
    noteReplaced: (taskId, file) => replaced.note(taskId, file),
    replacedBy: (taskId) => replaced.find(taskId),
    forgetReplaced: (taskId, path) => replaced.forget(taskId, path),
    forget: (taskIds) =>
      write(() => {
        const count = taskIds.reduce((sum, taskId) => sum + forgetOne(taskId), 0);
        forgetEmptyBatches();
        return count;
      }),
    placesBefore: (time) => tasks.placesBefore(time),
    forgetSome: (step) =>
      write(() => {
        const { taskIds, positions, next } = tasks.forgetSome(step);
        owned.forget(positions, step.isUsed);
        return { taskIds, next };
      }),
    async forgetUnused(isUsed) {
      write(forgetEmptyBatches);
      await owned.forgetReleased({ isUsed, write, quiet });
    },
    close() {
      stopCatchingUp();
      if (!database.isOpen) return;
      helper?.checkpoints.close();
      helper?.log.close();
      helper?.searches.close();
      helper?.unchanged.close();
      noteClean(database);
      database.close();
    },
  };
}
