import { basename } from 'node:path';
import type { AttemptOutcome, ForeignAttempts, ForeignLease } from '../../engine/index.ts';
import {
  failure,
  type Failure,
  type FailureCode,
  noWorkerSubject,
} from '../../shared/task/failure.ts';
import { type Store, StoreUnavailableError } from '../store/store.ts';
import { uploadKey } from '../store/keys.ts';
import type { Workspace } from '../store/workspace.ts';
import { publicFailure } from '../public-view/public-task.ts';
import type { MarkReader } from './farm-marks.ts';
import type { JobEnd, MakeJob, TakenJob } from './job-end.ts';

export interface MakeParts {
  readonly attempts: ForeignAttempts;
  readonly store: Store;
  readonly workspace: Workspace;
  readonly worker: string;
  readonly marks: MarkReader;
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

/** Nobody waits for it any more, and whoever cancelled it knows. */
function cancelledJob({ order }: TakenJob, worker: string): JobEnd {
  const { queuedAt } = order;
  const failed = { queuedAt, worker, failure: failure('internal'), log: cancelledLog };
  return { kind: 'failed', failed, isWorthATry: false };
}

type Succeeded = Extract<AttemptOutcome, { readonly kind: 'succeeded' }>;

function doneJob({ order }: TakenJob, worker: string, { source, ...made }: Succeeded): JobEnd {
  const outputs = made.outputs.map((output) => ({ ...output, path: basename(output.path) }));
  const result = { queuedAt: order.queuedAt, worker, source, outputs, notes: [...made.notes] };
  return { kind: 'done', result };
}

type Ended = Exclude<AttemptOutcome, { readonly kind: 'aborted' }>;

function endOf(job: TakenJob, worker: string, outcome: Ended): JobEnd {
  if (outcome.kind === 'succeeded') {
    const [fault] = outcome.faults ?? [];
    return fault ? failedJob(job, worker, { why: fault.failure }) : doneJob(job, worker, outcome);
  }
  const why = 'failure' in outcome ? outcome.failure : failure('internal');
  return why.subject === noWorkerSubject
    ? { kind: 'not-started' }
    : failedJob(job, worker, { why });
}

/** The process of each lease that is being made, which its tasks share. */
function createOpenProcesses(attempts: ForeignAttempts) {
  const open = new Map<string, { readonly lease: ForeignLease; tasks: number }>();
  return {
    take(leaseId: string): ForeignLease {
      const mine = open.get(leaseId) ?? { lease: attempts.lease(), tasks: 0 };
      open.set(leaseId, mine);
      mine.tasks += 1;
      return mine.lease;
    },
    leave(leaseId: string) {
      const mine = open.get(leaseId);
      if (!mine) return;
      mine.tasks -= 1;
      if (mine.tasks > 0) return;
      open.delete(leaseId);
      mine.lease.end();
    },
  };
}

/**
 * Makes pictures with processes of this one: the upload comes from the store and the outputs go there.
 * Made again, they replace themselves by the same.
 */
export function createJobMaker(parts: MakeParts): MakeJob {
  const { attempts, store, workspace, worker, marks } = parts;
  const processes = createOpenProcesses(attempts);

  const runTask = async (job: TakenJob, sourcePath: string, signal: AbortSignal) => {
    const { taskId, leaseId, order } = job;
    const { recipe, queuedAt, sizeBytes } = order;
    await marks.fetch(recipe);
    const folder = workspace.folderOf(taskId);
    const lease = processes.take(leaseId);
    const task = { taskId, sourcePath, sizeBytes, queuedAt, recipe, folder };
    return lease.run(task, signal).finally(() => processes.leave(leaseId));
  };

  const makeInStore = async (job: TakenJob, signal: AbortSignal): Promise<JobEnd> => {
    const borrowed = await store.borrow(uploadKey(job.taskId));
    if (!borrowed) return failedJob(job, worker, { why: failure('file-missing') });
    try {
      const outcome = await runTask(job, borrowed.path, signal);
      if (outcome.kind === 'aborted') {
        return signal.aborted ? cancelledJob(job, worker) : { kind: 'left' };
      }
      const end = endOf(job, worker, outcome);
      // Where one of several results could not be made, the task has failed and shows none.
      const isWhole = outcome.kind === 'succeeded' && end.kind === 'done';
      if (isWhole) await workspace.publish(job.taskId, outcome.outputs);
      return end;
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
