import type { AttemptOutcome } from '../../engine/index.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { TaskId } from '../../shared/task/task.ts';
import type { Outbox } from './farm-tasks.ts';
import type { JobOrder } from './job.ts';
import type { JobFact, JobQueue } from './job-queue.ts';
import type { WaitingJob } from './job.ts';

/** Redis is asked about this many jobs at a time. */
const looksAtOnce = 200;

/** What comes in one by one shares jobs when it waits for so long. */
const gatherMs = 100;

/** An order, and whether the task was ever tried: then Redis may still have a job of it. */
export interface PlacedOrder {
  readonly order: JobOrder;
  readonly wasTried: boolean;
}

export interface OutboxParts {
  readonly jobQueue: Pick<JobQueue, 'add' | 'addTogether' | 'remove' | 'look'>;
  /** Null for a task that is not there any more. */
  readonly orderOf: (taskId: TaskId) => PlacedOrder | null;
  /** False once its end was told: Redis knows nothing then of a task that was in a lease. */
  readonly isAwaited: (taskId: TaskId) => boolean;
  /** Makes what orders only name reach the workers, before the orders do. */
  readonly keepMarks: (recipes: readonly Recipe[]) => Promise<void>;
  /** How many small tasks may share a job. */
  readonly leaseSize: () => number;
  /** Whether workers have enough to do for `gatherMs`, so that what comes in may wait for more. */
  readonly hasTime: () => boolean;
  /** Tells the worker that has the job to stop. */
  readonly tellAbort: (taskId: TaskId) => Promise<void>;
  readonly onStarted: (taskId: TaskId) => void;
  readonly onEnded: (taskId: TaskId, end: AttemptOutcome) => void;
  /** Runs what changes Redis, and again when an outage made it fail. */
  readonly untilTaken: (act: () => Promise<void>) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export interface FarmOutbox extends Outbox {
  /** Nothing leaves before; what was added until then is compared with what Redis has already. */
  open(): void;
  /** Compares these with what Redis has: lost ones are added again, missed ends are told. */
  recheck(tasks: Iterable<readonly [TaskId, number]>): void;
  /** The job of this id has ended in Redis, so that the task can be added again if it was to be. */
  released(taskId: TaskId): void;
  /** Runs after everything asked so far. */
  afterwards(act: () => Promise<void>): void;
  idle(): Promise<void>;
}

/** Sends changes to Redis one after the other and many at a time. While Redis is away or refuses them they wait. */
export function createFarmOutbox(parts: OutboxParts): FarmOutbox {
  const { jobQueue, orderOf, isAwaited, untilTaken, onError } = parts;
  let asked = new Map<TaskId, number>();
  /** Tasks that Redis may know already. */
  let doubtful = new Set<TaskId>();
  /** A worker still has an earlier job of theirs. */
  const blocked = new Map<TaskId, number>();
  let isOpen = false;
  let isScheduled = false;
  let chain: Promise<unknown> = Promise.resolve();

  const afterwards = (act: () => Promise<void>) => {
    chain = chain.then(() => untilTaken(act)).catch(onError);
  };

  const makeRoom = async (taskId: TaskId, priority: number): Promise<boolean> => {
    // Before it is asked for: the job may end while Redis answers.
    blocked.set(taskId, priority);
    const isFree = await jobQueue.remove(taskId);
    return isFree && blocked.delete(taskId);
  };

  /** Whether the task has to be added. */
  const isMissing = async ({ taskId, priority }: WaitingJob, fact?: JobFact): Promise<boolean> => {
    if (fact?.kind === 'gone') return true;
    if (fact?.kind === 'stale') return makeRoom(taskId, priority);
    if (fact?.kind === 'runs') parts.onStarted(taskId);
    if (fact?.kind === 'ended') parts.onEnded(taskId, fact.end);
    return false;
  };

  const missingOf = async (jobs: readonly WaitingJob[]): Promise<WaitingJob[]> => {
    const missing: WaitingJob[] = [];
    for (let at = 0; at < jobs.length; at += looksAtOnce) {
      const some = jobs.slice(at, at + looksAtOnce);
      const facts = await jobQueue.look(
        some.map(({ taskId, order: { queuedAt } }) => ({ taskId, queuedAt })),
      );
      const answers = await Promise.all(some.map((job, index) => isMissing(job, facts[index])));
      missing.push(...some.filter((_, index) => answers[index]));
    }
    return missing;
  };

  const place = async (
    wanted: ReadonlyMap<TaskId, number>,
    unsure: ReadonlySet<TaskId>,
  ): Promise<void> => {
    const certain: WaitingJob[] = [];
    const toLookAt: WaitingJob[] = [];
    for (const [taskId, priority] of [...wanted].sort(([, a], [, b]) => b - a)) {
      const placed = orderOf(taskId);
      if (!placed || !isAwaited(taskId)) continue;
      const isDoubtful = placed.wasTried || unsure.has(taskId);
      (isDoubtful ? toLookAt : certain).push({ taskId, priority, order: placed.order });
    }
    const missing = (await missingOf(toLookAt)).filter(({ taskId }) => isAwaited(taskId));
    await parts.keepMarks([...certain, ...missing].map(({ order }) => order.recipe));
    await jobQueue.add(missing);
    await jobQueue.addTogether(certain, parts.leaseSize());
  };

  /** What is asked for while an outage lasts comes with the rest. */
  const flush = async () => {
    isScheduled = false;
    const [wanted, unsure] = [asked, doubtful];
    [asked, doubtful] = [new Map(), new Set()];
    try {
      await place(wanted, unsure);
    } catch (error) {
      // Some of them may have arrived.
      for (const [taskId, priority] of wanted) {
        if (!asked.has(taskId)) asked.set(taskId, priority);
        doubtful.add(taskId);
      }
      throw error;
    }
  };

  const schedule = () => {
    if (!isOpen || isScheduled || asked.size === 0) return;
    isScheduled = true;
    if (parts.hasTime()) setTimeout(() => afterwards(flush), gatherMs);
    else afterwards(flush);
  };

  return {
    open() {
      isOpen = true;
      for (const taskId of asked.keys()) doubtful.add(taskId);
      schedule();
    },
    add(taskId, priority) {
      asked.set(taskId, priority);
      schedule();
    },
    remove(taskId) {
      const wasNotSent = asked.delete(taskId) || blocked.delete(taskId);
      // Until it is open, an earlier service may have sent it.
      if (wasNotSent && !doubtful.delete(taskId) && isOpen) return;
      afterwards(async () => {
        if (!(await jobQueue.remove(taskId))) await parts.tellAbort(taskId);
      });
    },
    abort(taskId) {
      afterwards(async () => {
        await jobQueue.remove(taskId);
        await parts.tellAbort(taskId);
      });
    },
    recheck(tasks) {
      for (const [taskId, priority] of tasks) {
        asked.set(taskId, priority);
        doubtful.add(taskId);
      }
      schedule();
    },
    released(taskId) {
      const priority = blocked.get(taskId);
      if (priority === undefined) return;
      blocked.delete(taskId);
      asked.set(taskId, priority);
      doubtful.add(taskId);
      schedule();
    },
    afterwards,
    idle: async () => {
      await chain;
    },
  };
}
