import type { DatabaseSync } from 'node:sqlite';
import type { TaskId } from '../../shared/task/task.ts';
import type { HistoryStore, StoredTask } from '../ports.ts';
import { createAttemptTable } from './attempt-table.ts';
import { createBatchTable } from './batch-table.ts';
import { createCounters } from './counters.ts';
import type { Checkpoints } from './checkpoints.ts';
import { inTransaction, noteEnd } from './database.ts';
import { foldNamesSlowly } from './folded-names.ts';
import { createForgottenSources } from './forgotten-sources.ts';
import { createMemoryTables } from './memory-tables.ts';
import { createReplacedTable } from './replaced-table.ts';
import { createSearch } from './search.ts';
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

/** The history store over an open, migrated database, which it closes in the end. */
export function createSqliteHistory(
  database: DatabaseSync,
  checkpoints: Checkpoints | null = null,
): HistoryStore {
  const batches = createBatchTable(database);
  const tasks = createTaskTable(database);
  const attempts = createAttemptTable(database);
  const counters = createCounters(database);
  const replaced = createReplacedTable(database);
  const forgotten = createForgottenSources(database);
  const written = createWrittenNames(database);
  const stopFolding = foldNamesSlowly(database);
  const forgetResults = ['results', 'written_files'].map((table) =>
    database.prepare(
      `DELETE FROM ${table} WHERE source_path NOT IN (SELECT source_path FROM tasks)`,
    ),
  );
  const forgetBefore = (settledBefore: number) => {
    const count = tasks.forgetBefore(settledBefore);
    for (const forget of forgetResults) forget.run();
    return count;
  };
  const forgetOne = (taskId: TaskId) => {
    forgotten.note(taskId);
    return tasks.forgetOne(taskId);
  };
  const write = <Value>(work: () => Value): Value => {
    const value = inTransaction(database, work);
    checkpoints?.onWrite();
    return value;
  };
  const addAll = (added: readonly StoredTask[]) => {
    for (const stored of added) tasks.add(stored);
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
    saveNumber: (number) => counters.raise(number, 0),
    addBatch(stored, begun = []) {
      write(() => {
        batches.add(stored);
        addAll(begun);
        if (begun.length === 0) counters.raise(stored.batch.number, 0);
      });
    },
    saveBatch(batch) {
      write(() => {
        batches.save(batch);
        if (!batch.isWalking) forgotten.drop(batch.id);
        counters.raise(batch.number, 0);
      });
    },
    addTasks: (added) => write(() => addAll(added)),
    saveTasks(changed, ofThem = []) {
      write(() => {
        for (const task of changed) {
          tasks.save(task);
          written.note(task);
        }
        counters.raise(changed.at(-1)?.number ?? 0, 0);
        for (const { taskId, attempt } of ofThem) attempts.save(taskId, attempt);
      });
    },
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
    search: createSearch(database, batches),
    memory: createMemoryTables(database),
    noteReplaced: (taskId, original) => replaced.note(taskId, original),
    replacedBy: (taskId) => replaced.find(taskId),
    forgetReplaced: (taskId) => replaced.forget(taskId),
    forget: (selection) =>
      write(() => {
        const count =
          'settledBefore' in selection
            ? forgetBefore(selection.settledBefore)
            : selection.taskIds.reduce((sum, taskId) => sum + forgetOne(taskId), 0);
        batches.forgetEmpty();
        return count;
      }),
    close() {
      stopFolding();
      if (!database.isOpen) return;
      checkpoints?.close();
      noteClean(database);
      database.close();
    },
  };
}
