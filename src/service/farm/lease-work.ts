import type { Job } from 'bullmq';
import { LeaseEnds } from './job.ts';
import type { JobEnd, TakenJob } from './job-end.ts';

/** What is made is told at the end, and meanwhile where that takes long: so much is made again at most when a worker dies. */
const tellEveryMs = 250;

export type LeaseEnd =
  | { readonly kind: 'not-started' }
  | { readonly kind: 'done'; readonly result: LeaseEnds };

const hasEnded = ({ done, failed }: LeaseEnds, { taskId }: TakenJob) =>
  taskId in done || taskId in failed;

/**
 * Makes what is open of a lease. A task that is worth another try, is left to others, was not started while others were, or ended by a fault
 * of ours has no end: it gets a job of its own, which tells.
 */
export async function runLease(
  job: Pick<Job, 'progress' | 'updateProgress'>,
  tasks: readonly TakenJob[],
  make: (task: TakenJob) => Promise<JobEnd>,
): Promise<LeaseEnd> {
  const before = LeaseEnds.safeParse(job.progress).data;
  const ends: LeaseEnds = { done: { ...before?.done }, failed: { ...before?.failed } };
  let untold = 0;
  let notStarted = 0;

  const makeOne = async (task: TakenJob) => {
    const end = await make(task);
    if (end.kind === 'not-started') notStarted += 1;
    else if (end.kind === 'done') ends.done[task.taskId] = end.result;
    else if (end.kind === 'failed' && !end.isWorthATry) ends.failed[task.taskId] = end.failed;
    untold += 1;
  };
  const tell = () => {
    if (untold === 0) return;
    untold = 0;
    // Told again at the end.
    job.updateProgress(ends).catch(() => undefined);
  };

  const open = tasks.filter((task) => !hasEnded(ends, task));
  const timer = setInterval(tell, tellEveryMs);
  try {
    // All of them: none may still be made when somebody else takes it.
    await Promise.allSettled(open.map(makeOne));
  } finally {
    clearInterval(timer);
  }
  const isAsItWas = open.length > 0 && notStarted === open.length;
  return isAsItWas ? { kind: 'not-started' } : { kind: 'done', result: ends };
}
