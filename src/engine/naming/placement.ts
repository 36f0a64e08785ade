import type { Result } from '../../shared/result.ts';
import type { Failure, SkipReason } from '../../shared/task/failure.ts';
import type { PlannedAction } from '../../shared/task/plan.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import type { MakeRoom } from './commit.ts';
import type { EarlierOutputs } from './earlier-outputs.ts';
import type { FolderKeys, PlannedOutput } from '../../shared/worker/messages.ts';

/**
 * What deciding on names needs. `root` is the dropped folder, for mirroring; `counter` starts at 1 in each batch.
 * Two sources of one batch never share a name, whatever the conflict policy says.
 */
export interface PlacementRequest {
  readonly taskId: TaskId;
  readonly batchId: BatchId;
  readonly attempt: number;
  readonly sourcePath: string;
  /** Of the source, if it was just looked at. */
  readonly identities?: readonly string[];
  readonly root: string | null;
  readonly recipe: Recipe;
  readonly counter: number;
  readonly queuedAt: number;
  /** In the order of the recipe's outputs; null for one that could not be made and needs no name. */
  readonly planned: readonly (PlannedOutput | null)[];
  /** When the picture was taken, as `takenAt` tells it; left out where names do not say it. */
  readonly taken?: string | null;
  /** Where the outputs are written already; null or left out where that is still to be said. */
  readonly temporaryPaths?: readonly string[] | null;
  /** The fingerprints of this source's results by an earlier run, by their paths: `skip-unchanged` replaces them as they were left. */
  readonly ownResults?: ReadonlyMap<string, string>;
  /** What an earlier attempt of the task left; what is kept of it is not placed again. */
  readonly earlier?: EarlierOutputs | null;
}

/** A name nobody else will take, and a hidden file in the same folder to write to first. */
export interface ReservedOutput {
  readonly finalPath: string;
  readonly temporaryPath: string;
  /** What is there now is the source itself, and the recipe says that it may be replaced. */
  readonly replacesSource: boolean;
  readonly action: PlannedAction;
}

/** An output that cannot be written where it should; `output` is its place in the recipe. */
export interface PlacementFault {
  readonly output: number;
  readonly failure: Failure;
}

/**
 * In the order of the recipe's outputs; null for an output that exists and is to stay, one that is kept, and one that cannot be
 * written although others can: those are among the faults.
 */
export type Placement =
  | {
      readonly kind: 'write';
      readonly outputs: readonly (ReservedOutput | null)[];
      readonly faults: readonly PlacementFault[];
    }
  | { readonly kind: 'skip'; readonly reason: SkipReason }
  | { readonly kind: 'fail'; readonly failure: Failure };

/** What others do while files get their names. */
export interface CommitHelp {
  readonly makeRoom?: MakeRoom | undefined;
  /** Waited for before a file gets another name than the one it had reserved. */
  readonly noteName?: (temporaryPath: string, path: string) => Promise<void>;
}

/** The one owner of names being written. Every reservation ends in `commit` or `discard`. */
export interface Placer {
  /** Where a base of results was, without links, when a batch was first written there; null before that, and after very many others. */
  realBaseOf(batchId: BatchId, base: string): string | null;
  /** The names that an earlier attempt took: what is kept stays the batch's, the others may be taken by it again. */
  restoreNames(batchId: BatchId, earlier: EarlierOutputs): Promise<void>;
  /**
   * A temporary path for each output, where the folder is known without the header and was written to before; else null.
   * Nothing is made, and no name is kept.
   */
  pathsBeforeHeader(
    request: Omit<PlacementRequest, 'planned' | 'temporaryPaths'>,
  ): Promise<readonly string[] | null>;
  /** Which folders these temporary paths lie in, for whoever writes there. */
  folderKeys(temporaryPaths: readonly (string | null)[]): FolderKeys;
  /** How to get at a temporary file in the very folder that it was written to, whatever has that folder's path by now. */
  reach(temporaryPath: string): string;
  /** Makes the folders, applies the conflict policy and keeps the names until they are committed or discarded. */
  reserve(request: PlacementRequest): Promise<Placement>;
  /**
   * Renames every temporary file to its final name, all or none, and resolves once these names survive a power cut. Answers with the paths they really got, in the same
   * order: what came to a name since it was reserved is never replaced, the next free name is used. A fixed name is the
   * exception: of two that write it the later one stays.
   * What is the person's own and is replaced makes room first, after all other files are in place, and comes back if that fails.
   * A failed commit has removed the temporary files and freed the names: no `discard` is needed after it.
   */
  commit(
    outputs: readonly ReservedOutput[],
    help?: CommitHelp,
  ): Promise<Result<readonly string[], Failure>>;
  /** Removes temporary files, if any, and frees the names. */
  discard(outputs: readonly Pick<ReservedOutput, 'temporaryPath'>[]): Promise<void>;
}
