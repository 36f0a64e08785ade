import type { Elsewhere, FindMark } from '../../engine/index.ts';
import type { TaskId } from '../../shared/task/task.ts';
import { keepMarks } from './farm-marks.ts';
import { createFarmOutbox, type FarmOutbox, type PlacedOrder } from './farm-outbox.ts';
import { createFarmTasks, type FarmTasks } from './farm-tasks.ts';
import { followJobs } from './job-events.ts';
import { endInLease, endOfFailure, endOfResult, type FarmEnd, openJobQueue } from './job-queue.ts';
import { LeaseEnds } from './job.ts';
import { isLease, leaseSize } from './open-leases.ts';
import { abortChannel } from './channels.ts';
import { createQueueRules } from './queue-rules.ts';
import { watchLostJobs } from './lost-jobs.ts';
import { connect, type RedisPlace } from './redis.ts';
import { outageLine, type RedisHealth, watchRedis } from './redis-health.ts';
import { createWorkerList, type WorkerList } from './worker-list.ts';

/** Tiny pictures that each place where one can be made has to have before it, to have something to do for a tenth of a second. */
const backlogOfSlot = 32;

export interface BullOptions {
  readonly place: RedisPlace;
  /** How many jobs may be begun in a second on all workers together; left out, as many as they take. */
  readonly startsPerSecond?: number | null;
  /** What a worker is to do for a task; null for one that is not there any more. */
  readonly orderOf: (taskId: TaskId) => PlacedOrder | null;
  readonly findMark: FindMark;
  /** Says in one line when an outage of Redis begins and when it is over. */
  readonly tell: (line: string) => void;
  readonly onError: (error: unknown) => void;
}

/** The parts of a farm that are in Redis, with the engine's two ports on top. */
export interface BullFarm extends Elsewhere {
  readonly jobQueue: ReturnType<typeof openJobQueue>;
  readonly health: RedisHealth;
  readonly workers: WorkerList;
}

/**
 * Tasks wait in Redis and run wherever a worker takes them; the engine's own ledger stays the one owner of what they
 * are. A task's turn comes when a worker has taken its job.
 */
export function createBullFarm(options: BullOptions): BullFarm {
  const { place, orderOf, findMark, tell, onError, startsPerSecond = null } = options;
  const redis = connect(place);
  redis.on('error', () => undefined);
  const health = watchRedis({
    place,
    redis,
    onChange(problem) {
      tell(outageLine(problem));
      if (problem === null) recheck();
    },
  });
  const jobQueue = openJobQueue(place, redis, () => undefined);
  /** While no worker was heard of, one. */
  const slots = () => Math.max(1, workers.report().length);
  const queuedAtOf = (taskId: TaskId) => orderOf(taskId)?.order.queuedAt ?? -1;
  const outbox: FarmOutbox = createFarmOutbox({
    jobQueue,
    orderOf,
    isAwaited: (taskId) => tasks.awaits(taskId),
    keepMarks: (recipes) => keepMarks(place, redis, { recipes, findMark }),
    // Limits count jobs.
    leaseSize: () => (rules.isLimited ? 1 : leaseSize(tasks.waitingCount, slots())),
    hasTime: () => !rules.isLimited && tasks.waitingCount > backlogOfSlot * slots(),
    tellAbort: async (taskId) => void (await redis.publish(abortChannel(place), taskId)),
    onStarted: (taskId) => tasks.started(taskId),
    onEnded: (taskId, end) => tasks.ended(taskId, end),
    untilTaken: health.untilTaken,
    onError,
  });
  const tasks: FarmTasks = createFarmTasks(outbox);
  const rules = createQueueRules(jobQueue.queue, startsPerSecond);
  const recheck = () => {
    outbox.afterwards(() => rules.apply());
    outbox.recheck(tasks.all());
  };

  /** Those of a lease whose end is told. Answers with the others. */
  const endTold = (leaseId: string, told: unknown): TaskId[] => {
    const ends = LeaseEnds.safeParse(told).data;
    const left: TaskId[] = [];
    const ended: TaskId[] = [];
    for (const taskId of jobQueue.tasksOf(leaseId)) {
      const end = endInLease(ends, { taskId, queuedAt: queuedAtOf(taskId) });
      if (end) tasks.ended(taskId, end);
      (end ? ended : left).push(taskId);
    }
    jobQueue.letGo(ended).catch(() => undefined);
    return left;
  };
  const leaseEnded = (leaseId: string, ends: unknown) => {
    const left = new Set(endTold(leaseId, ends));
    jobQueue.letGo([...left]).catch(() => undefined);
    // Each by itself now, with tries of its own.
    if (left.size > 0) outbox.recheck(tasks.all().filter(([taskId]) => left.has(taskId)));
  };
  const jobEnded = (taskId: TaskId, end: FarmEnd | null) => {
    if (end) tasks.ended(taskId, end);
    outbox.released(taskId);
  };

  const following = followJobs(place, redis, {
    started: (jobId) => jobQueue.tasksOf(jobId).forEach((taskId) => tasks.started(taskId)),
    advanced: (jobId, ends) => void endTold(jobId, ends),
    completed(jobId, result) {
      if (isLease(jobId)) leaseEnded(jobId, result);
      else jobEnded(jobId, endOfResult(result, queuedAtOf(jobId)));
    },
    failed(jobId, reason) {
      if (isLease(jobId)) leaseEnded(jobId, null);
      else jobEnded(jobId, endOfFailure(reason, queuedAtOf(jobId)));
    },
  });
  const lostJobs = watchLostJobs({ place, redis, jobQueue, tasks, recheck });
  const workers = createWorkerList(place, redis, health);

  return {
    jobQueue,
    health,
    workers,
    scheduler: {
      start(run) {
        tasks.start((taskId) => run([taskId]));
        // What happens from here on is heard; what happened before is asked for.
        const open = () => {
          outbox.afterwards(() => rules.apply());
          return outbox.open();
        };
        void following.begun.then(open);
      },
      add: (taskId, priority) => tasks.add(taskId, priority),
      remove: (taskId) => tasks.remove(taskId),
      pause: () => outbox.afterwards(() => rules.setPaused(true)),
      resume: () => outbox.afterwards(() => rules.setPaused(false)),
      setConcurrency: (count) => outbox.afterwards(() => rules.setConcurrency(count)),
      get waitingCount() {
        return tasks.waitingCount;
      },
      get runningCount() {
        return tasks.runningCount;
      },
      close: () => tasks.close(),
    },
    attempts: {
      isWorthLeasing: false,
      lease: () => ({
        run: (order, signal) => tasks.attempt(order, signal),
        end: () => undefined,
      }),
      // Each worker has its own limits.
      setLimit: () => undefined,
      setReadLimits: () => undefined,
      report: () => workers.report(),
      async close() {
        const isAway = (await health.check()) !== null;
        lostJobs.close();
        health.close();
        workers.close();
        await following.close();
        redis.disconnect();
        await jobQueue.close(isAway);
      },
    },
  };
}
