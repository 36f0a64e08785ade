import type { Task } from '../../../src/shared/task/task.ts';

/** A waiting task; its place in the queue and its number are its id's number unless told. */
export function aTask(id: number, change: Partial<Task> = {}): Task {
  return {
    id: `t${id}`,
    batchId: 'b1',
    number: id,
    position: id,
    sourcePath: `/pictures/photo-${id}.jpg`,
    sizeBytes: 1000,
    attempts: 0,
    queuedAt: 0,
    status: 'queued',
    ...change,
  } as Task;
}

export function aDoneTask(id: number, sizeBytes: number, change: Partial<Task> = {}): Task {
  return aTask(id, {
    status: 'succeeded',
    finishedAt: 1,
    durationMs: 5,
    source: { format: 'jpeg', width: 40, height: 30 },
    outputs: [{ name: 'a', path: '/o/a.jpg', width: 4, height: 3, format: 'jpeg', sizeBytes }],
    notes: [],
    ...change,
  });
}
