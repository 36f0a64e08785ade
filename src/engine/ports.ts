import type { Batch } from '../shared/task/batch.ts';
import type { Failure, ResultNote, SkipReason } from '../shared/task/failure.ts';
import type { FocalPoint } from '../shared/task/focal-point.ts';
import type { Turning } from '../shared/task/turning.ts';
import type { HistoryPage, HistoryQuery } from '../shared/task/history.ts';
import type {
  Attempt,
  BatchId,
  Output,
  SourceImage,
  Fingerprints,
  Task,
  TaskId,
} from '../shared/task/task.ts';
import type { FindMark, Mark } from './marks/marks.ts';
import type { EngineMessage } from '../shared/worker/messages.ts';

/** Ends what was started. Safe to call twice. */
export type Unsubscribe = () => void;

/** A running worker process, seen from outside. Messages are unparsed: the pool parses them. */
export interface WorkerProcess {
  readonly processId: number;
  /** In order, and in one message. */
  send(messages: readonly EngineMessage[]): void;
  onMessage(listener: (raw: unknown) => void): void;
  /** Called once, however the process ended. `reason` is for the log: a code or a signal's name. */
  onExit(listener: (reason: string) => void): void;
  /** SIGKILL: nothing gentler ends a hung decoder. */
  kill(): void;
  /** Where the launcher knows better than Linux's `/proc`, or there is none. Bytes. */
  heldBytes?(): number | null;
}

/** Starts the worker file: as a plain Node process, or in Electron's utilityProcess where that is safe. */
export interface WorkerLauncher {
  launch(): WorkerProcess;
}

/** Whether the task that is next may join those of a slot. */
export type MayJoin = (lease: readonly TaskId[], next: TaskId) => boolean;

/**
 * Decides which task runs next and how many at once. It knows ids and priorities, nothing else.
 * It does not time tasks out, does not retry and does not remember across restarts: the ledger does.
 */
export interface Scheduler {
  /**
   * `run` is called with each task when its turn comes, and must not reject; the slot is free when it resolves. Where one
   * slot may have several tasks at a time, those that follow join it as long as `mayJoin` says so.
   */
  start(run: (lease: readonly TaskId[]) => Promise<void>, mayJoin?: MayJoin): void;
  /**
   * Higher priority goes first; equal ones in the order they were added. Adding a waiting task again does nothing. A running
   * task may be added: it waits until that run has ended, so that none ever runs twice at once.
   */
  add(taskId: TaskId, priority: number): void;
  /** True if the task was waiting and now is not. A running task is not touched. */
  remove(taskId: TaskId): boolean;
  /** Tasks that run go on; nothing new starts. */
  pause(): void;
  resume(): void;
  /** At least 1. Lowering it lets running tasks finish. */
  setConcurrency(count: number): void;
  readonly waitingCount: number;
  readonly runningCount: number;
  /** Starts nothing more and resolves when nothing runs. */
  close(): Promise<void>;
}

/** How a stored batch can be walked again after a crash. Roots keep the paths as they were dropped. */
export interface StoredBatch {
  readonly batch: Batch;
  readonly roots: readonly string[];
}

/**
 * A task with what only the engine needs. `root` is the dropped folder it was found in; null if named itself. `counter` is its
 * place in the batch, from 1. `submitter` is whoever sent it to a service.
 */
export interface StoredTask {
  readonly task: Task;
  readonly submitter?: string;
  readonly root: string | null;
  readonly priority: number;
  readonly counter: number;
}

/** A task that waits or runs. `submitter` is who sent it; null where nobody did. */
export interface UnfinishedTask {
  readonly taskId: TaskId;
  readonly submitter: string | null;
  readonly priority: number;
}

/** What an attempt made, with what an earlier one left. `faults` could not be made; `fingerprints` then tell a retry what may stay. */
export interface Made {
  readonly source: SourceImage;
  readonly outputs: readonly Output[];
  readonly notes: readonly ResultNote[];
  readonly faults?: readonly { readonly name: string; readonly failure: Failure }[];
  readonly fingerprints?: Fingerprints;
}

/** `temporaryPaths` are in the order of `made.outputs`, null for one that was in place before; `made` is null when nothing was ready. */
export interface InterruptedAttempt {
  readonly taskId: TaskId;
  readonly attempt: Attempt;
  readonly temporaryPaths: readonly (string | null)[];
  readonly made: Made | null;
}

/**
 * Every batch, task and attempt there ever was. Writes survive a crash of the app when they return, and a power cut once `flush` has
 * resolved after them. `lastNumber` and `lastPosition` are the highest ever stored: numbering continues from them after a restart.
 */
export interface HistoryStore {
  readonly lastNumber: number;
  readonly lastPosition: number;
  /** Null where a power cut is of no matter: what is told may be lost with it. */
  readonly flush: (() => Promise<void>) | null;
  /** Resolves when the disk is not kept busy for it. What has time waits: a write meanwhile may hold up its thread as long. */
  quiet(): Promise<void>;
  /** What attempts store waits for that, too, where it would otherwise never end; null where nothing has to wait. */
  writable(): Promise<void> | null;
  /** Keeps the number of a change that stores nothing else. */
  saveNumber(number: number): void;
  /** One transaction with the tasks that it begins with. */
  addBatch(stored: StoredBatch, tasks?: readonly StoredTask[]): void;
  /** Without roots it keeps those it has. */
  saveBatch(batch: Batch, roots?: readonly string[]): void;
  /** Stores the picture of a watermark that the recipe of a batch names; it goes when no batch names it any more. */
  keepMark(mark: Mark, isPrivate?: boolean): void;
  findMark: FindMark;
  /** One transaction however many there are. */
  addTasks(tasks: readonly StoredTask[]): void;
  /** One transaction, also with attempts that these tasks begin (unfinished) or end. */
  saveTasks(
    tasks: readonly Task[],
    attempts?: readonly { readonly taskId: TaskId; readonly attempt: Attempt }[],
  ): void;
  /** Cancels those that wait, or queues those that may be retried; answers with them. Their numbers begin with `firstNumber`. */
  moveTasks(move: TaskMove): StoredTask[];
  /** Everything that `work` stores is one transaction. */
  together(work: () => void): void;
  /** What the attempt may leave behind if the app dies now. */
  noteTemporaryPaths(taskId: TaskId, attempt: number, paths: readonly (string | null)[]): void;
  /** What the attempt made and is about to put in place: noted before the first file gets its final name. */
  noteMade(taskId: TaskId, attempt: number, made: Made): void;
  endAttempt(taskId: TaskId, attempt: Attempt): void;
  /** Attempts that never ended, for cleaning up at start. */
  interruptedAttempts(): InterruptedAttempt[];
  /** In order of position. */
  unfinishedTasks(): UnfinishedTask[];
  /** Batches with unfinished tasks or an unfinished walk, oldest first. */
  unfinishedBatches(): StoredBatch[];
  /** At most `limit` tasks of the batch whose position is above `after`, in order of position. */
  tasksOf(batchId: BatchId, page: { readonly after: number; readonly limit: number }): StoredTask[];
  /** Batches that are walked and were not undone, the newest first; their tasks need not be settled. */
  undoableBatches(): BatchId[];
  /** Sources of tasks that were forgotten while the batch was being walked; none once it is walked. */
  forgottenSourcesOf(batchId: BatchId): string[];
  /**
   * Whether another task of the batch has or had a result at `path`, in any case or spelling. Known of batches
   * that overwrite or skip what is there. Costs the same however large the batch is.
   */
  hasOtherResult(batchId: BatchId, taskId: TaskId, path: string): boolean;
  find(taskId: TaskId): StoredTask | null;
  findBatch(batchId: BatchId): StoredBatch | null;
  attemptsOf(taskId: TaskId): Attempt[];
  search(query: HistoryQuery): HistoryPage;
  /** The same in a thread, where there is one. */
  searchAsync(query: HistoryQuery): Promise<HistoryPage>;
  readonly memory: ResultMemory;
  /** Before the file makes room, and again once it is known where it went. */
  noteReplaced(taskId: TaskId, replaced: ReplacedFile): void;
  replacedBy(taskId: TaskId): ReplacedFile[];
  /** The file came back, or never went. */
  forgetReplaced(taskId: TaskId, path: string): void;
  /** Settled tasks for good, and batches left without any. Returns how many tasks. */
  forget(taskIds: readonly TaskId[]): number;
  /**
   * The first and the last position of the tasks whose batch was begun before then: no other can have ended before. The last is
   * smaller than the first where there are none.
   */
  placesBefore(time: number): readonly [first: number, last: number];
  /**
   * Forgets the oldest that ended before `settledBefore`, and their results: looks at no more than `limit` places above `after`
   * and up to `last`, so that it never takes long. Results of sources that `isUsed` names stay. `next` is where to go on.
   */
  forgetSome(step: ForgetStep): {
    readonly taskIds: readonly TaskId[];
    readonly next: number | null;
  };
  /** Results whose task was removed, little by little. */
  forgetUnused(isUsed: ForgetStep['isUsed']): Promise<void>;
  close(): void;
}

export interface TaskMove {
  readonly taskIds: readonly TaskId[];
  readonly to: 'cancelled' | 'queued';
  readonly at: number;
  readonly firstNumber: number;
}

export interface ForgetStep {
  readonly settledBefore: number;
  readonly after: number;
  readonly last: number;
  readonly limit: number;
  readonly isUsed: (sourcePath: string) => boolean;
}

/** A file as it was left, to tell later whether somebody changed it. */
export interface FileFingerprint {
  readonly path: string;
  /** Size and time of change. */
  readonly fingerprint: string;
}

/** What a source and a recipe came to. `fingerprint` is the source's device, inode, size and time of change. */
export interface RememberedResult {
  readonly sourcePath: string;
  readonly recipeHash: string;
  readonly fingerprint: string;
  /** SHA-256; null where it was not taken down. */
  readonly contentHash: string | null;
  readonly outputs: readonly FileFingerprint[];
}

/** Without a fingerprint it is still to be looked at. */
export type SourceLook = Pick<FoundFile, 'path' | 'fingerprint'>;

/** What outlives batches: results, for `skip-unchanged` and to know them again, and what was said of each picture by hand. */
export interface ResultMemory {
  recall(sourcePath: string, recipeHash: string): RememberedResult | null;
  /**
   * For each source whether it and what the recipe made of it are as they were left, and it is no result itself. Looked up
   * in a thread; a memory that has none knows of no source before it is tried.
   */
  areUnchanged(sources: readonly SourceLook[], recipeHash: string): Promise<readonly boolean[]>;
  /** By whatever recipe. */
  outputsOf(sourcePath: string): FileFingerprint[];
  /** It belongs to the task at `position` and is forgotten with it; left out, it belongs to whom it did. */
  remember(result: RememberedResult, position?: number): void;
  /** What was made of a source, whole or in part, so that it is known when it comes in as a source itself. */
  noteWritten(files: readonly FileFingerprint[], position?: number): void;
  /** How a file that was written was left; null for one that is not known. The links of its folder are followed. */
  writtenFingerprint(path: string): string | null;
  readonly hasFocalPoints: boolean;
  focalPoint(contentHash: string): FocalPoint | null;
  /** Null forgets it. */
  saveFocalPoint(contentHash: string, point: FocalPoint | null): void;
  readonly hasTurnings: boolean;
  turning(contentHash: string): Turning | null;
  /** Null forgets it. */
  saveTurning(contentHash: string, turning: Turning | null): void;
  /** What was made of this source is not what would be made now: it is replaced, not skipped as unchanged. */
  outdate(sourcePath: string): void;
}

/** A file of the person's own that made room for a result, or was about to. `trashedPath` is null until the system says where it goes. */
export interface ReplacedFile {
  readonly path: string;
  readonly trashedPath: string | null;
}

export interface TrashOptions {
  /** A power cut cannot take it on its way, where that is ours to say. It costs several flushes a file. */
  readonly flushes: boolean;
  /** Another way to the file, when something else may have its path. */
  readonly from?: string;
  /** Waited for before the file is moved, where the system says where it will be. */
  readonly onNamed?: (trashedPath: string) => Promise<void>;
}

/** The system's own trash. */
export interface Trash {
  /** Where it is now, if the system says so. Rejects when it could not be put there. */
  put(path: string, options?: TrashOptions): Promise<string | null>;
  /** Back to where it was, or `to` leads there; false when something is there now or it is gone from the trash. */
  restore(trashedPath: string, to: string): Promise<boolean>;
}

/** One file to make a task of. `root` is the folder that was named; null for a file named itself. */
export interface FoundFile {
  readonly path: string;
  readonly root: string | null;
  /** Null when unknown: the file is missing or not a regular file. */
  readonly sizeBytes: number | null;
  /** Why it can never be read, for a file or folder that a walk came to: its task fails at once. */
  readonly failure?: Failure;
  /** What `fingerprintOf` said of it, where that was asked for. */
  readonly fingerprint?: string;
  /** Why nothing is to be done with it: its task is skipped from the start. */
  readonly skipped?: SkipReason;
  /** As another history knew it: it keeps its id and what became of it. */
  readonly adopted?: StoredTask;
  /** For a file that was sent to a service: the id its sender was told, what the sender calls it, and its own priority. */
  readonly sent?: {
    readonly taskId: TaskId;
    readonly name: string;
    readonly priority: number;
    readonly submitter?: string;
  };
}
