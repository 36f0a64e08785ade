import { basename } from 'node:path';
import type { Engine } from '../../engine/index.ts';
import {
  failure,
  type Failure,
  type FailureCode,
  noWorkerSubject,
} from '../../shared/task/failure.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { isSettled } from '../../shared/task/status.ts';
import type { BatchId, Task, TaskId, TaskWith } from '../../shared/task/task.ts';
import { type Store, StoreUnavailableError } from '../store/store.ts';
import { uploadKey } from '../store/keys.ts';
import type { Workspace } from '../store/workspace.ts';
import { recipeInto } from '../uploads/upload-recipe.ts';
import { publicFailure } from '../public-view/public-task.ts';
import type { JobEnd, MakeJob, TakenJob } from './job-end.ts';

export interface MakeParts {
  readonly engine: Engine;
  readonly store: Store;
  readonly workspace: Workspace;
  readonly worker: string;
  /** With the picture of its watermark. */
  readonly completed: (recipe: Recipe) => Promise<Recipe>;
}

/** What may be different in a minute or on another machine. */
const faultsOfTheFarm = new Set<FailureCode>(['store-unavailable', 'disk-full']);

function failedJob(
  { order }: TakenJob,
  worker: string,
  { why, log = null }: { readonly why: Failure; readonly log?: string | null },
): JobEnd {
  const failed = { queuedAt: order.queuedAt, worker, failure: publicFailure(why), log };
  return { kind: 'failed', failed, isWorthATry: faultsOfTheFarm.has(failed.failure.code) };
}

/** Of an attempt that was ended on purpose. */
export const cancelledLog = 'cancelled';

/** Nobody waits for it any more: whoever cancelled it knows. */
function cancelledJob({ order }: TakenJob, worker: string): JobEnd {
  const failed = {
    queuedAt: order.queuedAt,
    worker,
    failure: failure('internal'),
    log: cancelledLog,
  };
  return { kind: 'failed', failed, isWorthATry: false };
}

function doneJob({ order }: TakenJob, worker: string, task: TaskWith<'succeeded'>): JobEnd {
  const { source, notes } = task;
  const outputs = task.outputs.map((output) => ({ ...output, path: basename(output.path) }));
  const result = { queuedAt: order.queuedAt, worker, source, outputs, notes: [...notes] };
  return { kind: 'done', result };
}

function endOf(job: TakenJob, worker: string, task: Task | null): JobEnd {
  if (task?.status === 'succeeded') return doneJob(job, worker, task);
  if (task?.status === 'failed' && task.failure.subject === noWorkerSubject) {
    return { kind: 'not-started' };
  }
  if (task?.status === 'failed') return failedJob(job, worker, { why: task.failure });
  if (task?.status === 'cancelled') return cancelledJob(job, worker);
  return failedJob(job, worker, { why: failure('internal') });
}

/** Tells of each task when it is settled. */
function followEnds(engine: Engine): (taskId: TaskId) => Promise<void> {
  const awaited = new Map<TaskId, () => void>();
  engine.subscribe((changes) => {
    for (const change of changes) {
      if (change.kind === 'task' && isSettled(change.task.status)) awaited.get(change.task.id)?.();
    }
  });
  return async (taskId) => {
    const settled = Promise.withResolvers<void>();
    awaited.set(taskId, settled.resolve);
    await settled.promise;
    awaited.delete(taskId);
  };
}

/** The batch of each lease that is being made: its tasks share a process, and what that knows of their pace. */
function createLeaseBatches() {
  const batches = new Map<string, { batchId: BatchId | null; tasks: number }>();
  return {
    /** Puts a task of the lease in its batch by `submit`. */
    join(leaseId: string, submit: (batchId: BatchId | null) => Task): Task {
      const batch = batches.get(leaseId) ?? { batchId: null, tasks: 0 };
      const task = submit(batch.batchId);
      batches.set(leaseId, { batchId: task.batchId, tasks: batch.tasks + 1 });
      return task;
    },
    leave(leaseId: string) {
      const batch = batches.get(leaseId);
      if (!batch) return;
      batch.tasks -= 1;
      if (batch.tasks === 0) batches.delete(leaseId);
    },
  };
}

/**
 * Makes pictures with an engine of this process: the upload comes from the store and the outputs go there.
 * Made again, they replace themselves by the same.
 */
export function createJobMaker(parts: MakeParts): MakeJob {
  const { engine, store, workspace, worker, completed } = parts;
  const ended = followEnds(engine);
  const batches = createLeaseBatches();

  const runTask = async (job: TakenJob, path: string, signal: AbortSignal) => {
    const { taskId, leaseId, order } = job;
    const recipe = recipeInto(workspace.outputFolder, await completed(order.recipe));
    const { name, sizeBytes } = order;
    const end = ended(taskId);
    batches.join(leaseId, (id) =>
      engine.submit({
        taskId,
        path,
        name,
        sizeBytes: sizeBytes ?? 0,
        recipe,
        priority: 0,
        batch: { id, title: name, origin: 'upload', counter: 1 },
      }),
    );
    const cancel = () => engine.cancel([taskId]);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    await end;
    signal.removeEventListener('abort', cancel);
    batches.leave(leaseId);
    const settled = engine.find(taskId);
    engine.remove([taskId]);
    return settled;
  };

  const makeInStore = async (job: TakenJob, signal: AbortSignal): Promise<JobEnd> => {
    const borrowed = await store.borrow(uploadKey(job.taskId));
    if (!borrowed) return failedJob(job, worker, { why: failure('file-missing') });
    try {
      const task = await runTask(job, borrowed.path, signal);
      if (task?.status === 'succeeded') await workspace.publish(job.taskId, task.outputs);
      return endOf(job, worker, task);
    } finally {
      await borrowed.release();
      await workspace.leave(job.taskId);
    }
  };

  return (job, signal) =>
    makeInStore(job, signal).catch((error: unknown) => {
      if (!(error instanceof StoreUnavailableError)) throw error;
      return failedJob(job, worker, { why: failure('store-unavailable'), log: error.message });
    });
}
