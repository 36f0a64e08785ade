import { dirname } from 'node:path';
import { createMonitor } from './monitor/create-monitor.ts';
import type { Admission } from './admission/admit.ts';
import { batchPages } from './collections/batch-pages.ts';
import type { Attempts } from './attempt/attempt-task.ts';
import { createDestinationGuard } from './attempt/destination-guard.ts';
import { createDriveGuard } from './attempt/drive-guard.ts';
import { createDryRun } from './dry-run/make-plan.ts';
import type { Engine } from './engine.ts';
import { useDrives } from './files/disks.ts';
import { hasSlowDrives, slowDriveOf } from './files/mounts.ts';
import { baseOf } from './naming/target.ts';
import type { TaskId } from '../shared/task/task.ts';
import { createFocalPoints } from './focal-points/focal-points.ts';
import { createHistoryAccess } from './history/history-access.ts';
import { createFolderWalks } from './intake/folder-walks.ts';
import { createIntake } from './intake/intake.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Manifests } from './memory/manifests.ts';
import type { HistoryStore, ResultMemory, Scheduler, Trash } from './ports.ts';
import type { FolderWalker } from './walk/walker.ts';
import { createPreviews } from './previews/previews.ts';
import { createHolding } from './queue/holding.ts';
import { type HoldTiming, usualHoldTiming } from './queue/holds.ts';
import { createLentSlots } from './queue/lent-slots.ts';
import { createQueueControls } from './queue/queue-controls.ts';
import { createPausedBatches } from './queue/paused-batches.ts';
import { createProvisionalPictures } from './provisional/provisional-pictures.ts';
import type { Placer } from './naming/placement.ts';
import { recover, settleLost } from './queue/recovery.ts';
import { createTaskActions } from './queue/task-actions.ts';
import { createSlices } from './queue/slices.ts';
import { startUp, type Steps } from './queue/start-up.ts';
import { createTaskAccess } from './queue/task-access.ts';
import { createTaskRunner } from './queue/task-runner.ts';
import { createParking } from './scheduling/parking.ts';
import { createSaving } from './saving/saving.ts';
import type { Zipper } from './saving/zip/zip-order.ts';
import { createServerControl, type ServerSwitch } from './server/server-switch.ts';
import { createUndo } from './undo/undo.ts';
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
  /** One worker behind all others, for what is shown before there is a result. */
  readonly peekPool: WorkerPool;
  readonly walker: FolderWalker;
  readonly placer: Pick<Placer, 'realBaseOf'>;
  readonly admit: (paths: readonly string[]) => Promise<Admission>;
  readonly cacheFolder: string;
  readonly memory: ResultMemory;
  readonly manifests: Manifests;
  readonly trash: Trash | null;
  readonly zipper: Zipper | null;
  /** See `HoldingParts`; left out, as usual. */
  readonly holdTiming?: HoldTiming | null;
  readonly onBug: (error: unknown) => void;
}

/** Joins the parts, restores unfinished work and starts. */
export function assembleEngine(given: EngineParts): Engine {
  const scheduler = createParking(given.scheduler, (taskId) => pauses.placeOf(taskId));
  const parts = { ...given, scheduler };
  const { history, ledger, attempts, server, previewPool, memory, trash } = parts;
  const slices = createSlices(() => history.quiet());
  const monitor = createMonitor({ waitingCount: () => scheduler.waitingCount });
  const walks = createFolderWalks({
    ...parts,
    onUnstored: (error, begunAt) => holding.refused(error, begunAt),
  });
  const previews = createPreviews(previewPool, parts.cacheFolder);
  const runner = createTaskRunner({
    ...parts,
    requeue: (stored) => holding.requeue(stored),
    remove: (taskId) => actions.remove([taskId]),
    isHeldUp: (...ended) => holding.isHeldUp(...ended),
    noteCrash: (sourcePath) => holding.noteCrash(sourcePath),
  });
  const drives = createDriveGuard();
  const admit: EngineParts['admit'] = async (paths) => {
    const admission = await parts.admit(paths);
    const folders = [...admission.folders, ...admission.files.map(({ path }) => dirname(path))];
    for (const folder of folders) drives.note(folder);
    return admission;
  };
  const intake = createIntake({ ...parts, admit, walks });
  const actions = createTaskActions({ ...parts, runner, walks, intake, slices });
  const pauses = createPausedBatches({
    ledger,
    scheduler,
    slices,
    setAllLeftPaused: (is) => setAllLeftPaused(is),
  });
  const tasks = createTaskAccess(ledger, history);
  const { close: stopForgetting, ...past } = createHistoryAccess(history, ledger);
  const findTask: typeof tasks.find = (taskId) => tasks.find(taskId);
  const provisional = createProvisionalPictures({ pool: parts.peekPool, findTask });
  const saving = createSaving({
    ...parts,
    findTask,
    findBatch: (batchId) => tasks.findBatch(batchId),
    preview: (key, request) => previews.preview(key, request),
  });
  let closing: Promise<void> | null = null;

  const { setHold, setLent, setAllLeftPaused, ...controls } = createQueueControls({
    ledger,
    scheduler,
    server,
    pools: [attempts, previewPool],
  });
  const walkAgain = () => {
    for (const stored of walks.takeUnstored()) {
      const { id } = stored.batch;
      const existing = [...batchPages(history, id)].flat();
      intake.walkAgain({ stored, existing, removed: history.forgottenSourcesOf(id) });
    }
  };
  const { holdTiming: timing = usualHoldTiming } = parts;
  const guard = createDestinationGuard({
    unmadeCount: () => scheduler.waitingCount + scheduler.runningCount,
    realBaseOf: (batchId, base) => parts.placer.realBaseOf(batchId, base),
  });
  const holding = createHolding(
    {
      timing,
      guard,
      drives,
      ledger,
      scheduler,
      runner,
      controls: { ...controls, setHold },
      walkAgain,
      onBug: parts.onBug,
    },
    usualHoldTiming,
  );

  const lendSlot = createLentSlots(setLent);
  const mayHang = (lease: readonly TaskId[]) =>
    timing !== null &&
    hasSlowDrives() &&
    lease.some((taskId) => {
      const task = ledger.get(taskId)?.task;
      const recipe = task && ledger.findBatch(task.batchId)?.batch.recipe;
      const paths = recipe ? [task.sourcePath, baseOf(task.sourcePath, recipe)] : [];
      return paths.some((path) => slowDriveOf(path) !== null);
    });

  function* recoverAll(): Steps<void> {
    const unfinished = yield* recover(parts);
    for (const interrupted of unfinished) intake.walkAgain(interrupted);
  }

  const begin = () => {
    ledger.subscribe((changes) => monitor.follow(changes));
    pauses.look();
    scheduler.start(
      (lease) => {
        const begunAt = performance.now();
        const work = async () => runner.run(await holding.admit(pauses.admit(lease)));
        return lendSlot(mayHang(lease), () =>
          work().catch((error: unknown) => holding.refused(error, begunAt)),
        );
      },
      (lease, next) => runner.mayJoin(lease, next),
    );
  };
  const leaveDrives = useDrives();
  const starting = startUp(recoverAll(), begin, holding.stopForBug);

  const close = async () => {
    // What is being asked of a drive that hangs must not keep the program.
    leaveDrives();
    starting.close();
    holding.close();
    pauses.close();
    stopForgetting();
    await walks.close();
    slices.finish();
    const idle = scheduler.close();
    runner.abortAll('stop');
    await Promise.all([idle, saving.close(), previews.close(), provisional.close()]);
    await attempts.close();
    history.close();
  };

  /** A batch of the history is filled again once all that it has is known. */
  const enqueue: Engine['enqueue'] = async (request) => {
    if (request.batchId !== undefined)
      await new Promise<void>((resolve) => starting.afterwards(resolve));
    return intake.enqueue(request);
  };

  return {
    ...intake,
    enqueue,
    enqueueWatched: async (request) => {
      await new Promise<void>((resolve) => starting.afterwards(resolve));
      return intake.enqueueWatched(request);
    },
    adopt: async (lost) => {
      await new Promise<void>((resolve) => starting.afterwards(resolve));
      const unknown = lost.attempts.filter(({ taskId }) => history.find(taskId) === null);
      return intake.adopt({ ...lost, whole: await settleLost(unknown) });
    },
    ...controls,
    heldTasks: holding.heldTasks,
    resume: () => {
      pauses.resumeAllLeft();
      holding.resume();
    },
    ...tasks,
    ...past,
    ...createDryRun({
      pool: previewPool,
      walker: parts.walker,
      concurrency: () => ledger.snapshot().queue.concurrency,
      memory,
      manifests: parts.manifests,
      mayReplaceSources: trash !== null,
    }),
    ...createUndo({
      history,
      trash,
      memory,
      isOver: (batchId) => ledger.isOver(batchId),
      markUndone: (batchId) => ledger.markUndone(batchId, Date.now()),
    }),
    ...saving,
    ...createFocalPoints(memory, findTask),
    ...previews,
    ...provisional,
    ...createServerControl(server),
    pauseBatch: (batchId) => starting.afterwards(() => pauses.pauseBatch(batchId)),
    resumeBatch: (batchId) => starting.afterwards(() => pauses.resumeBatch(batchId)),
    cancel: (selection) => starting.afterwards(() => actions.cancel(selection)),
    cancelBatch: (batchId) => starting.afterwards(() => actions.cancelBatch(batchId)),
    retry: (selection) => starting.afterwards(() => actions.retry(selection)),
    remove: (selection) => starting.afterwards(() => actions.remove(selection)),
    clear: () => starting.afterwards(() => actions.clear()),
    monitor: () => ({
      workers: attempts.report(),
      waitingCount: scheduler.waitingCount,
      runningCount: scheduler.runningCount,
      ...(server?.work && { server: server.work }),
      ...monitor.measurements(),
    }),
    close: () => (closing ??= close()),
  };
}
