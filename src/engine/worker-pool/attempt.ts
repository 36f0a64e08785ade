import type { FocalPoint } from '../../shared/task/focal-point.ts';
import type { Work } from '../../shared/task/recipe.ts';
import type { SourceImage } from '../../shared/task/task.ts';
import type {
  FolderKeys,
  Look,
  Looked,
  OutputFault,
  PlannedOutput,
  ReadLimits,
} from '../../shared/worker/messages.ts';
import type { WorkerReport } from '../../shared/ipc/monitor.ts';
import type { PoolOutcome } from './outcome.ts';

export interface Probe {
  readonly source: SourceImage;
  readonly outputs: readonly PlannedOutput[];
  /** Null unless it was asked for. */
  readonly contentHash: string | null;
  /** Outputs that cannot be made, where that was asked for. */
  readonly faults?: readonly OutputFault[];
  /** There when it was asked for. */
  readonly looked?: Looked;
}

/** The file to write for each output (null: leave it out), and what its crops must keep. */
export interface Go {
  readonly paths: readonly (string | null)[];
  readonly folderKeys?: FolderKeys;
  readonly focalPoint?: FocalPoint | null;
}

/** One run of a task. `onProbed` says where to write, or null to stop here. */
export interface AttemptRequest {
  readonly attemptId: string;
  readonly sourcePath: string;
  readonly work: Work;
  readonly wantsHash?: boolean;
  /** Whether `onProbed` must know which limits of bytes cannot be kept; that takes about as long as making them. */
  readonly triesLimits?: boolean;
  /** Whether `source` must tell when the picture was taken. */
  readonly wantsTaken?: boolean;
  /** Asked for by plans, and `peek` for what a list shows before there is a result. */
  readonly look?: Look;
  /** The source's URI when its outputs are the desktop's own thumbnails. */
  readonly desktopUri?: string | null;
  /** The same for each try of one asking: what was begun elsewhere can be gone on with. */
  readonly requestId?: string;
  /** Called when the attempt is over, with the process that made it. */
  readonly onWorker?: (processId: number) => void;
  /** Called when a worker begins with it. */
  readonly onBegun?: () => void;
  /**
   * Known before the header is: a worker then writes there at once and asks nothing. Whoever makes the picture elsewhere
   * may ask all the same.
   */
  readonly temporaryPaths?: readonly string[] | null;
  readonly folderKeys?: FolderKeys;
  readonly onProbed: (probe: Probe) => Promise<Go | null>;
}

/** One worker for several attempts, which it makes one after another. */
export interface PoolLease {
  /**
   * Never rejects. Aborting kills the worker, and what was to come after it is `returned`. However it ended, the worker
   * is free for the next attempt or gone when this resolves.
   */
  run(request: AttemptRequest, signal: AbortSignal): Promise<PoolOutcome>;
  /** After the last run. */
  end(): void;
}

/** Long-lived worker processes, one attempt each at a time. It does not queue: callers limit how many run at once. */
export interface WorkerPool {
  /** A lease of one. */
  run(request: AttemptRequest, signal: AbortSignal): Promise<PoolOutcome>;
  lease(): PoolLease;
  /** Whether several attempts are better made on one lease. */
  readonly isWorthLeasing: boolean;
  setLimit(limitMs: number): void;
  /** For attempts that start from now on. */
  setReadLimits(limits: ReadLimits): void;
  report(): readonly WorkerReport[];
  /** Kills every worker; running attempts resolve as `aborted`. */
  close(): Promise<void>;
}
