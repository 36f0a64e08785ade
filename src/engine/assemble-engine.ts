import type { Batch } from '../shared/task/batch.ts';
import type { BatchId, Task, TaskId } from '../shared/task/task.ts';
import type { Admission } from './admission/admit.ts';
import type { Attempts } from './attempt/attempt-task.ts';
import type { Engine } from './engine.ts';
import { createFolderWalks } from './intake/folder-walks.ts';
import { createIntake } from './intake/intake.ts';
import type { Ledger } from './ledger/ledger.ts';
import { createMonitor } from './monitor/create-monitor.ts';
import { createFocalPoints } from './focal-points/focal-points.ts';
import { makePlan } from './dry-run/make-plan.ts';
import type {
  FolderWalker,
  HistoryStore,
  ResultMemory,
  Scheduler,
  Trash,
  Zipper,
} from './ports.ts';
import { chooseTasks } from './saving/chosen-tasks.ts';
import { createSavings } from './saving/savings.ts';
import type { ServerSwitch } from './server/server-switch.ts';
import { lastUndoable } from './undo/last-undoable.ts';
import { undoBatch } from './undo/undo-batch.ts';
import { createPreviews } from './previews/previews.ts';
import { recover } from './queue/recovery.ts';
import { createSelectionActions } from './queue/selection.ts';
import { createSlices } from './queue/slices.ts';
import { startUp } from './queue/start-up.ts';
import { createTaskRunner } from './queue/task-runner.ts';
import type { WorkerPool } from './worker-pool/attempt.ts';

/** What an engine is made of. It closes the scheduler, the pools and the history in the end. */
export interface EngineParts {
  readonly history: HistoryStore;
  readonly ledger: Ledger;
  readonly scheduler: Scheduler;
  readonly attempts: Attempts;
  /** Null when tasks run elsewhere anyway. */
  readonly server: ServerSwitch | null;
  /** One worker, so that previews never take a slot from the queue. */
  readonly previewPool: WorkerPool;
  readonly walker: FolderWalker;
  readonly admit: (paths: readonly string[]) => Promise<Admission>;
  readonly cacheFolder: string;
  readonly memory: ResultMemory;
  readonly trash: Trash | null;
  readonly zipper: Zipper | null;
  readonly onBug: (error: unknown) => void;
}

/** Joins the parts, takes up what was unfinished, and starts. */
export function assembleEngine(parts: EngineParts): Engine {
  const { history, ledger, scheduler, attempts, server, previewPool, memory, trash } = parts;
  const slices = createSlices();
  const monitor = createMonitor({ waitingCount: () => scheduler.waitingCount });
  const walks = createFolderWalks(parts);
  const previews = createPreviews(previewPool, parts.cacheFolder);
  const runner = createTaskRunner({
    ...parts,
    requeue: ({ task, priority }) => scheduler.add(task.id, priority),
    remove: (taskId) => actions.remove([taskId]),
  });
  const intake = createIntake({ ...parts, walks });
  const actions = createSelectionActions({ ...parts, runner, walks, intake, slices });
  const focalPoints = createFocalPoints(memory);
  let closing: Promise<void> | null = null;

  const findTask = (taskId: TaskId): Task | null =>
    (ledger.get(taskId) ?? history.find(taskId))?.task ?? null;
  const findBatch = (batchId: BatchId): Batch | null =>
    (ledger.findBatch(batchId) ?? history.findBatch(batchId))?.batch ?? null;
  const shelf = { history, findTask, findBatch };
  const savings = createSavings({
    ...parts,
    ...shelf,
    preview: (key, request) => previews.make(key, request),
  });

  const setPaused = (isPaused: boolean) => {
    if (isPaused) scheduler.pause();
    else scheduler.resume();
    const { queue } = ledger.snapshot();
    if (queue.isPaused !== isPaused) ledger.setQueue({ ...queue, isPaused });
  };

  const applyConcurrency = (concurrency: number) => {
    scheduler.setConcurrency(concurrency);
    ledger.setQueue({ ...ledger.snapshot().queue, concurrency });
  };
  server?.subscribe(() => {
    const { concurrency } = server;
    if (ledger.snapshot().queue.concurrency !== concurrency) applyConcurrency(concurrency);
  });

  /** What cannot be stored must not go on: every further task would come to the same end. */
  const stopForBug = (error: unknown) => {
    scheduler.pause();
    parts.onBug(error);
  };

  function* takeUp(): Generator<void> {
    const unfinished = yield* recover(parts);
    for (const interrupted of unfinished) intake.walkAgain(interrupted);
  }

  const begin = () => {
    ledger.subscribe((changes) => monitor.follow(changes));
    scheduler.start((taskId) => runner.run(taskId).catch(stopForBug));
  };
  const starting = startUp(takeUp(), begin, stopForBug);

  const close = async () => {
    starting.close();
    await walks.close();
    slices.finish();
    const idle = scheduler.close();
    runner.abortAll('stop');
    await Promise.all([idle, savings.close(), previews.close()]);
    await attempts.close();
    history.close();
  };

  return {
    cancel: (selection) => starting.afterwards(() => actions.cancel(selection)),
    retry: (selection) => starting.afterwards(() => actions.retry(selection)),
    remove: (selection) => starting.afterwards(() => actions.remove(selection)),
    clear: () => starting.afterwards(() => actions.clear()),
    enqueue: (request) => intake.enqueue(request),
    submit: (request) => intake.submit(request),
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    setConcurrency(count, atServer = null) {
      server?.setConcurrency(count, atServer);
      applyConcurrency(server?.concurrency ?? count);
    },
    setServer: (choice) => server?.choose(choice),
    serverState: () => server?.state ?? null,
    checkServer: () => server?.recheck() ?? Promise.resolve(null),
    followServer: (listener) => server?.subscribe(listener) ?? (() => undefined),
    setLimit(limitMs) {
      attempts.setLimit(limitMs);
      previewPool.setLimit(limitMs);
    },
    setReadLimits(limits) {
      attempts.setReadLimits(limits);
      previewPool.setReadLimits(limits);
    },
    snapshot: () => ledger.snapshot(),
    listTasks: (after, limit) => ledger.listAfter(after, limit),
    find: findTask,
    findBatch,
    detail(taskId) {
      const task = findTask(taskId);
      if (!task) return null;
      const batch = findBatch(task.batchId);
      return batch ? { task, batch, attempts: history.attemptsOf(taskId) } : null;
    },
    plan(request) {
      const { concurrency } = ledger.snapshot().queue;
      const tools = { pool: previewPool, walker: parts.walker, concurrency, memory };
      return makePlan({ ...tools, mayReplaceSources: trash !== null }, request);
    },
    tasksOf: (batchId) => history.tasksOf(batchId).map(({ task }) => task),
    undo: (batchId) =>
      undoBatch({ history, trash, batchId }, () => ledger.markUndone(batchId, Date.now())),
    lastUndoable: () => (trash === null ? Promise.resolve(null) : lastUndoable(history)),
    saveResults: (request) => savings.save(request),
    chooseTasks: (source) => chooseTasks(shelf, source),
    async focalPoint(taskId) {
      const task = findTask(taskId);
      return task ? focalPoints.read(task) : null;
    },
    async saveFocalPoint(taskId, point) {
      const task = findTask(taskId);
      return task ? focalPoints.save(task, point) : false;
    },
    preview: (key, request) => previews.make(key, request),
    searchHistory: (query) => history.search(query),
    forgetHistory(settledBefore) {
      const forgotten = Array.from(ledger.tasks(), ({ task }) => task)
        .filter((task) => 'finishedAt' in task && task.finishedAt < settledBefore)
        .map((task) => task.id);
      const count = history.forget({ settledBefore });
      ledger.drop(forgotten);
      return count;
    },
    monitor: () => ({
      workers: attempts.report(),
      waitingCount: scheduler.waitingCount,
      runningCount: scheduler.runningCount,
      ...(server?.work && { server: server.work }),
      ...monitor.measurements(),
    }),
    settled: (batchId) => ledger.settled(batchId),
    subscribe: (listener) => ledger.subscribe(listener),
    close: () => (closing ??= close()),
  };
}
