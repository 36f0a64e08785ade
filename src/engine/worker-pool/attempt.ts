import type { Failure, ResultNote } from '../../shared/task/failure.ts';
import type { OutputRecipe } from '../../shared/task/recipe.ts';
import type { SourceImage } from '../../shared/task/task.ts';
import type { PlannedOutput, ReadLimits, WrittenOutput } from '../../shared/worker/messages.ts';
import type { WorkerReport } from '../../shared/ipc/monitor.ts';

export interface Probe {
  readonly source: SourceImage;
  readonly outputs: readonly PlannedOutput[];
}

/** One run of a task. `onProbed` names the file to write for each output (null: leave it out), or null to stop here. */
export interface AttemptRequest {
  readonly attemptId: string;
  readonly sourcePath: string;
  readonly outputs: readonly OutputRecipe[];
  readonly onProbed: (probe: Probe) => Promise<readonly (string | null)[] | null>;
}

/** How an attempt ended. Whatever it was, the worker is free or gone when the promise resolves. */
export type AttemptOutcome =
  | {
      readonly kind: 'finished';
      readonly source: SourceImage;
      readonly outputs: readonly (WrittenOutput | null)[];
      readonly notes: readonly ResultNote[];
    }
  | { readonly kind: 'released'; readonly source: SourceImage }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly log: string | null }
  | { readonly kind: 'crashed'; readonly reason: string }
  | { readonly kind: 'timed-out'; readonly limitMs: number }
  | { readonly kind: 'aborted' };

/** Long-lived worker processes, one attempt each at a time. It does not queue: callers limit how many run at once. */
export interface WorkerPool {
  /** Never rejects. Aborting kills the worker. */
  run(request: AttemptRequest, signal: AbortSignal): Promise<AttemptOutcome>;
  setLimit(limitMs: number): void;
  /** For attempts that start from now on. */
  setReadLimits(limits: ReadLimits): void;
  report(): readonly WorkerReport[];
  /** Kills every worker; running attempts resolve as `aborted`. */
  close(): Promise<void>;
}
