import type { MonitorReport } from '../shared/ipc/monitor.ts';
import type { Result } from '../shared/result.ts';
import type { Batch, BatchOrigin } from '../shared/task/batch.ts';
import type { Change } from '../shared/task/change.ts';
import type { Failure } from '../shared/task/failure.ts';
import type { WritableFormat } from '../shared/formats/formats.ts';
import type {
  HistoryPage,
  HistoryQuery,
  TaskDetail,
  TaskSelection,
} from '../shared/task/history.ts';
import type { FocalPoint } from '../shared/task/focal-point.ts';
import type { Plan } from '../shared/task/plan.ts';
import type { Receipt } from '../shared/task/receipt.ts';
import type { Recipe } from '../shared/task/recipe.ts';
import type { SaveSource } from '../shared/task/saving.ts';
import type { QueueSnapshot, TaskPage } from '../shared/task/snapshot.ts';
import type { BatchId, Task, TaskId } from '../shared/task/task.ts';
import type { UndoProblem, UndoReport } from '../shared/task/undo.ts';
import type { ServerState } from '../shared/server/server-state.ts';
import type { ReadLimits } from '../shared/worker/messages.ts';
import type { PlanRequest } from './dry-run/make-plan.ts';
import type { Attempts } from './attempt/attempt-task.ts';
import type { ChosenTasks } from './saving/chosen-tasks.ts';
import type { SaveRequest, SaveResult } from './saving/save-results.ts';
import type { ServerChoice, ServerTiming } from './server/server-choice.ts';
import type {
  FolderWalker,
  HistoryStore,
  ResultMemory,
  Scheduler,
  Trash,
  Unsubscribe,
  WorkerLauncher,
  Zipper,
} from './ports.ts';

export interface EngineOptions {
  readonly launcher: WorkerLauncher;
  readonly walker: FolderWalker;
  /** The engine closes it in the end. */
  readonly history: HistoryStore;
  /** Left out, it is the history's own. */
  readonly memory?: ResultMemory;
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
   * Hears of what should never happen, such as a history that cannot be written; nothing more is started then.
   * Left out, it becomes an uncaught exception.
   */
  readonly onBug?: (error: unknown) => void;
  /** Left out, tasks run in worker processes of this computer, or on the server that is chosen. */
  readonly elsewhere?: Elsewhere;
  /** The server that is chosen from the start: unfinished tasks run at once. */
  readonly server?: ServerChoice | null;
  /** See `setConcurrency`. */
  readonly concurrencyAtServer?: number | null;
  /** How long a chosen server may take, where that is not as usual. */
  readonly serverTiming?: Partial<ServerTiming>;
}

/** Where tasks wait and run when it is not in this process. The engine closes both in the end. */
export interface Elsewhere {
  readonly scheduler: Scheduler;
  readonly attempts: Attempts;
}

export interface EnqueueRequest {
  /** Files and folders as the person named them; relative ones are refused as `file-missing`. */
  readonly paths: readonly string[];
  readonly recipe: Recipe;
  readonly origin: BatchOrigin;
  /** Results of earlier runs are sources too. Left out, they are skipped as `own-result`, but not when run again. */
  readonly takesResults?: boolean;
}

/** One file that was sent to a service. `taskId` is new; `name` is what the sender calls the file. */
export interface SubmitRequest {
  readonly taskId: TaskId;
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly recipe: Recipe;
  /** Higher goes first. */
  readonly priority: number;
  /** Whose turn it takes, as the service calls them; kept with the task for `unfinishedTasks` of the history. */
  readonly submitter?: string;
  /** Left out, it comes alone. */
  readonly batch?: SubmittedBatch;
}

/** Joined when a batch of that id is on the queue with the same recipe; else it is a new one. `counter` is from 1. */
export interface SubmittedBatch {
  readonly id: BatchId | null;
  readonly title: string;
  readonly origin: BatchOrigin;
  readonly counter: number;
}

/** A picture made for the screen only. `width` and `height` in pixels. */
export interface Preview {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly format: WritableFormat;
  readonly sizeBytes: number;
  readonly sourceWidth: number;
  readonly sourceHeight: number;
}

export interface PreviewRequest {
  readonly sourcePath: string;
  readonly recipe: Recipe;
  /** Which output of the recipe. */
  readonly output: number;
}

/**
 * The product: a queue of tasks that survives a crash, and the workers that make the pictures.
 * It never waits for pixels where it answers, and announces every change with a rising number.
 */
export interface Engine {
  /** Stores a batch and answers; folders are walked afterwards while the first tasks already run. */
  enqueue(request: EnqueueRequest): Promise<Receipt>;
  /** Stores one task and answers with it. */
  submit(request: SubmitRequest): Task;
  /** Running attempts are killed and cleaned up; waiting tasks are cancelled at once. */
  cancel(selection: TaskSelection): void;
  /** Queues failed, cancelled or skipped tasks anew. `all` means every failed one. */
  retry(selection: TaskSelection): void;
  /** Cancels, then takes tasks off the queue and out of the history. Outputs stay where they are. */
  remove(selection: TaskSelection): void;
  /** Takes settled tasks off the queue; history keeps them. */
  clear(): void;
  pause(): void;
  resume(): void;
  /** How many attempts at once; with a server that works, as many as `atServer` says, or its size if that is null. */
  setConcurrency(count: number, atServer?: number | null): void;
  setLimit(limitMs: number): void;
  /** How large a picture or a file may be; for attempts that start from now on. */
  setReadLimits(limits: ReadLimits): void;
  /** Makes pictures on a server from now on, or here (null). While it cannot be used they are made here. */
  setServer(choice: ServerChoice | null): void;
  /** Null when none is chosen, or when tasks run elsewhere anyway. */
  serverState(): ServerState | null;
  /** Asks the server how it is, now. */
  checkServer(): Promise<ServerState | null>;
  /** Hears of every other state. */
  followServer(listener: (state: ServerState | null) => void): Unsubscribe;
  snapshot(): QueueSnapshot;
  /** Tasks on the queue whose position is above `after`, at most `limit`. */
  listTasks(after: number, limit: number): TaskPage;
  /** From the queue or the history; null if it was never there or is forgotten. */
  find(taskId: TaskId): Task | null;
  findBatch(batchId: BatchId): Batch | null;
  detail(taskId: TaskId): TaskDetail | null;
  /** What a run would do with these sources. Reads headers only and writes nothing. */
  plan(request: PlanRequest): Promise<Plan>;
  /**
   * Moves a batch's results to the trash and puts replaced originals back; what changed since stays and is named.
   * Once: `undoneAt` of the batch says that it was, until a task of it is retried.
   */
  undo(batchId: BatchId): Promise<Result<UndoReport, UndoProblem>>;
  /** The newest batch that `undo` would do something for; null when there is none, or no trash. */
  lastUndoable(): Promise<Batch | null>;
  /** Writes what tasks made so far into one file, beside the queue. Nothing of it stays if it is cancelled or does not work. */
  saveResults(request: SaveRequest): Promise<SaveResult>;
  /** The tasks whose results were asked for, from the queue or the history; a page of them at a time. */
  chooseTasks(source: SaveSource): Promise<ChosenTasks>;
  /** Where the point of a task's picture is; null when nobody said. */
  focalPoint(taskId: TaskId): Promise<FocalPoint | null>;
  /** Remembered by the source's content, for every size and later task. False when the source cannot be read. */
  saveFocalPoint(taskId: TaskId, point: FocalPoint | null): Promise<boolean>;
  /** Every task of a batch, from the history. */
  tasksOf(batchId: BatchId): readonly Task[];
  /** Runs beside the queue and never holds it up. A newer preview for the same `key` ends the older one as `cancelled`. */
  preview(key: string, request: PreviewRequest): Promise<Result<Preview, Failure | 'cancelled'>>;
  searchHistory(query: HistoryQuery): HistoryPage;
  /** Forgets settled tasks that ended before then (milliseconds since 1970). Returns how many. */
  forgetHistory(settledBefore: number): number;
  monitor(): MonitorReport;
  /** Resolves when the batch is walked and every task of it is settled. */
  settled(batchId: BatchId): Promise<void>;
  subscribe(listener: (changes: readonly Change[]) => void): Unsubscribe;
  /** Ends running attempts, leaves their tasks queued for the next start, stops workers, closes the history. */
  close(): Promise<void>;
}
