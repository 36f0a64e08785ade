import type { HistoryStore, StoredBatch, StoredTask } from '../../src/engine/ports.ts';
import { type Batch, nothingLeftOut } from '../../src/shared/task/batch.ts';
import { defaultPreset } from '../../src/shared/task/preset.ts';
import type { Output, Task } from '../../src/shared/task/task.ts';

export function sampleBatch(change: Partial<Batch> = {}): StoredBatch {
  const batch: Batch = {
    id: 'batch-1',
    number: 1,
    title: 'holiday',
    origin: 'drop',
    createdAt: 1000,
    isWalking: false,
    leftOut: nothingLeftOut,
    undoneAt: null,
    recipe: defaultPreset.recipe,
    ...change,
  };
  return { batch, roots: ['/photos/holiday'] };
}

/** Task number `position` of its batch, queued. */
export function sampleTask(
  position: number,
  change: Partial<Pick<Task, 'sourcePath' | 'batchId' | 'queuedAt' | 'sizeBytes'>> = {},
): StoredTask {
  const task: Task = {
    id: `task-${position}`,
    batchId: 'batch-1',
    number: position + 1,
    position,
    status: 'queued',
    sourcePath: `/photos/holiday/IMG_${position}.jpg`,
    sizeBytes: 5000,
    attempts: 0,
    queuedAt: 1000,
    ...change,
  };
  return { task, root: '/photos/holiday', priority: 0, counter: position };
}

export const sampleOutput: Output = {
  name: 'thumbnail',
  path: '/photos/holiday/thumbnails/IMG_1.jpg',
  width: 100,
  height: 75,
  format: 'jpeg',
  sizeBytes: 3120,
};

export function fill(history: HistoryStore, tasks: readonly StoredTask[]): void {
  if (!history.findBatch('batch-1')) history.addBatch(sampleBatch());
  history.addTasks(tasks);
}
