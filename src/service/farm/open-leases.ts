import { randomUUID } from 'node:crypto';
import type { TaskId } from '../../shared/task/task.ts';
import type { WaitingJob } from './job.ts';

/** A lease is worth having for small pictures, and to be over soon: this much is made in some 100 ms. */
const mostTasks = 16;
const mostBytes = 1024 ** 2;
/** So many for each place where a picture can be made, so that those who are done early find more. */
const leasesForEachSlot = 4;

/** How many small tasks are to share a job when so many wait and all workers together make `slots` at once. */
export function leaseSize(waiting: number, slots: number): number {
  return Math.max(1, Math.min(mostTasks, Math.ceil(waiting / (leasesForEachSlot * slots))));
}

/** Puts together what one worker may be given at once: at most so many, of one batch, in the order of the jobs. */
export function packed(jobs: readonly WaitingJob[], most: number): WaitingJob[][] {
  const packs: WaitingJob[][] = [];
  const filling = new Map<object, { readonly pack: WaitingJob[]; bytes: number }>();
  for (const job of jobs) {
    const { recipe, sizeBytes } = job.order;
    const bytes = sizeBytes ?? mostBytes;
    const found = filling.get(recipe);
    if (found && found.pack.length < most && found.bytes + bytes <= mostBytes) {
      found.pack.push(job);
      found.bytes += bytes;
    } else {
      const pack = [job];
      filling.set(recipe, { pack, bytes });
      packs.push(pack);
    }
  }
  return packs;
}

/** Which tasks of this service are in which lease, from being added to Redis until their end. */
export interface OpenLeases {
  /** Tasks that are in a lease, less the leases: so many jobs fewer than tasks are in Redis. */
  readonly sparedJobs: number;
  put(leaseId: string, taskIds: readonly TaskId[]): void;
  leaseOf(taskId: TaskId): string | undefined;
  tasksOf(leaseId: string): TaskId[];
  letGo(taskId: TaskId): void;
}

const prefix = 'lease-';
export const freshLeaseId = () => `${prefix}${randomUUID()}`;
export const isLease = (jobId: string) => jobId.startsWith(prefix);

export function createOpenLeases(): OpenLeases {
  const leases = new Map<string, Set<TaskId>>();
  const leaseIds = new Map<TaskId, string>();

  const letGo = (taskId: TaskId) => {
    const leaseId = leaseIds.get(taskId);
    if (leaseId === undefined) return;
    leaseIds.delete(taskId);
    const tasks = leases.get(leaseId);
    tasks?.delete(taskId);
    if (tasks?.size === 0) leases.delete(leaseId);
  };

  return {
    get sparedJobs() {
      return leaseIds.size - leases.size;
    },
    put(leaseId, taskIds) {
      for (const taskId of taskIds) {
        letGo(taskId);
        leaseIds.set(taskId, leaseId);
        const tasks = leases.get(leaseId) ?? new Set();
        leases.set(leaseId, tasks.add(taskId));
      }
    },
    leaseOf: (taskId) => leaseIds.get(taskId),
    tasksOf: (leaseId) => [...(leases.get(leaseId) ?? [])],
    letGo,
  };
}
