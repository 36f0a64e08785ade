import { setImmediate } from 'node:timers/promises';
import type { Batch } from '../../shared/task/batch.ts';
import type { SaveSource } from '../../shared/task/saving.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { batchPages } from '../collections/batch-pages.ts';
import type { HistoryStore } from '../ports.ts';

/** Tasks found in one turn. */
const pageSize = 500;

/** The tasks that were asked for. They can be gone through more than once, and are never all in memory. */
export interface ChosenTasks {
  readonly tasks: () => AsyncIterable<Task>;
  /** Null when the tasks are of several batches, or it is forgotten. */
  readonly batch: Batch | null;
}

/** Where tasks and batches are found. */
export interface TaskRepository {
  readonly history: Pick<HistoryStore, 'tasksOf'>;
  readonly findTask: (taskId: TaskId) => Task | null;
  readonly findBatch: (batchId: Batch['id']) => Batch | null;
}

/** Reading the history is synchronous: others get their turn between pages. */
async function* pagesOf(
  history: TaskRepository['history'],
  batchId: Batch['id'],
): AsyncGenerator<Task> {
  for (const page of batchPages(history, batchId, pageSize)) {
    for (const { task } of page) yield task;
    await setImmediate();
  }
}

async function* oneByOne(
  repository: TaskRepository,
  taskIds: readonly TaskId[],
): AsyncGenerator<Task> {
  for (const [index, taskId] of taskIds.entries()) {
    const task = repository.findTask(taskId);
    if (task) yield task;
    if (index % pageSize === pageSize - 1) await setImmediate();
  }
}

async function onlyBatch(
  repository: TaskRepository,
  tasks: AsyncIterable<Task>,
): Promise<Batch | null> {
  let found: Batch['id'] | null = null;
  for await (const { batchId } of tasks) {
    if (found !== null && batchId !== found) return null;
    found = batchId;
  }
  return found === null ? null : repository.findBatch(found);
}

export async function chooseTasks(
  repository: TaskRepository,
  source: SaveSource,
): Promise<ChosenTasks> {
  if ('batchId' in source) {
    const { batchId } = source;
    return {
      tasks: () => pagesOf(repository.history, batchId),
      batch: repository.findBatch(batchId),
    };
  }
  const tasks = () => oneByOne(repository, source.taskIds);
  return { tasks, batch: await onlyBatch(repository, tasks()) };
}
