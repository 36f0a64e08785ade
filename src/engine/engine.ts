import type { MonitorReport } from '../shared/ipc/monitor.ts';
import type { ReadLimits } from '../shared/worker/messages.ts';
import type { Attempts } from './attempt/attempt-task.ts';
import type { DryRun } from './dry-run/make-plan.ts';
import type { FocalPoints } from './focal-points/focal-points.ts';
import type { HistoryAccess } from './history/history-access.ts';
import type { AdoptedBatches } from './intake/adopt-batches.ts';
import type { Intake } from './intake/intake.ts';
import type {
  HistoryStore,
  InterruptedAttempt,
  ResultMemory,
  Scheduler,
  Trash,
  WorkerLauncher,
} from './ports.ts';
import type { FolderWalker } from './walk/walker.ts';
import type { Previews } from './previews/previews.ts';
import type { ProvisionalPictures } from './provisional/provisional-pictures.ts';
import type { Holding } from './queue/holding.ts';
import type { HoldTiming } from './queue/holds.ts';
import type { BatchPauses } from './queue/paused-batches.ts';
import type { QueueControls } from './queue/queue-controls.ts';
import type { TaskActions } from './queue/task-actions.ts';
import type { TaskAccess } from './queue/task-access.ts';
import type { Saving } from './saving/saving.ts';
import type { Zipper } from './saving/zip/zip-order.ts';
import type { ServerChoice, ServerTiming } from './server/server-choice.ts';
import type { ServerControl } from './server/server-switch.ts';
import type { Undo } from './undo/undo.ts';

export interface EngineOptions {
  readonly launcher: WorkerLauncher;
  readonly walker: FolderWalker;
  /** The engine closes it in the end. */
  readonly history: HistoryStore;
  /** Left out, it is the history's own. */
  readonly memory?: ResultMemory;
  /** False: those who skip what is unchanged leave no list beside the results. */
  readonly leavesLists?: boolean;
  /** Left out, a source is never replaced and no batch can be undone. */
  readonly trash?: Trash;
  /** Left out, results cannot be saved as a ZIP. */
  readonly zipper?: Zipper;
  /** How many attempts at once; at least 1. */
  readonly concurrency: number;
  /** An attempt that takes longer is killed and fails as `timed-out`. Milliseconds. */
  readonly limitMs?: number;
  /** What is larger fails as `image-too-large`. */
  readonly readLimits?: ReadLimits;
  /** A folder of the app's own for previews; made when first needed. */
  readonly cacheFolder: string;
  /**
   * Called when something happens that never should, such as a history that cannot be written. Nothing is started then until the
   * queue goes on.
   * Left out, it becomes an uncaught exception.
   */
  readonly onBug?: (error: unknown) => void;
  /**
   * When the queue, held because nothing can be written or the decoder crashes again and again, is looked at. Null: it never is held
   * for that, and each task fails for itself.
   */
  readonly holdTiming?: HoldTiming | null;
  /** Left out, tasks run in worker processes of this computer, or on the server that is chosen. */
  readonly elsewhere?: Elsewhere;
  /** The server that is chosen from the start: unfinished tasks run at once. */
  readonly server?: ServerChoice | null;
  /** See `setConcurrency`. */
  readonly concurrencyAtServer?: number | null;
  /** How long a chosen server may take, where that is not as usual. */
  readonly serverTiming?: Partial<ServerTiming>;
}

/** What another history knew to be unfinished, and its attempts that never ended. */
export interface LostBatches extends Omit<AdoptedBatches, 'whole'> {
  readonly attempts: readonly InterruptedAttempt[];
}

/** Where tasks wait and run when it is not in this process. The engine closes both in the end. */
export interface Elsewhere {
  readonly scheduler: Scheduler;
  readonly attempts: Attempts;
}

/**
 * The product: a queue of tasks that survives a crash, and the workers that make the pictures.
 * Its answers never wait for pixels, and every change is announced with a rising number.
 * Each room says what it adds.
 */
export interface Engine
  extends
    Omit<Intake, 'adopt'>,
    TaskActions,
    QueueControls,
    BatchPauses,
    Pick<Holding, 'heldTasks'>,
    TaskAccess,
    HistoryAccess,
    DryRun,
    Undo,
    Saving,
    FocalPoints,
    Previews,
    ProvisionalPictures,
    ServerControl {
  /**
   * Goes on with unfinished batches of another history, whose attempts that never ended are tidied up; resolves with how many tasks wait
   * for that now.
   */
  adopt(lost: LostBatches): Promise<number>;
  monitor(): MonitorReport;
  /** Ends running attempts, leaves their tasks queued for the next start, stops workers, closes the history. */
  close(): Promise<void>;
}
