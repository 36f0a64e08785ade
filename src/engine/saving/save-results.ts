import { dirname } from 'node:path';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { failure, type Failure } from '../../shared/task/failure.ts';
import type {
  LeftBehind,
  SaveKind,
  SaveProgress,
  SaveReport,
  SaveSource,
} from '../../shared/task/saving.ts';
import { errorCode, writeFailure } from '../files/write-failure.ts';
import type { ChosenTasks } from './chosen-tasks.ts';
import { type Target, writeAtomically } from '../files/atomic-write.ts';

export interface SaveRequest {
  readonly kind: SaveKind;
  readonly source: SaveSource;
  readonly target: Target;
  /** Called at most ten times a second, and not always for the last file: the promise tells the end. */
  readonly onProgress?: (progress: SaveProgress) => void;
  readonly signal: AbortSignal;
}

/** `nothing-there`: no result is where it was left. Nothing was written then, nor when it was cancelled. */
export type SaveProblem = Failure | 'cancelled' | 'nothing-there';
export type SaveResult = Result<SaveReport, SaveProblem>;

/** What one kind of file is made of. */
export interface SaveWork {
  readonly chosen: ChosenTasks;
  readonly temporaryPath: string;
  readonly onProgress: (progress: SaveProgress) => void;
  readonly signal: AbortSignal;
}

/** `count` is how many are in the file. */
export interface Saved {
  readonly count: number;
  readonly sizeBytes: number;
  readonly leftBehind: readonly LeftBehind[];
}

/** A longer list of names would help nobody. */
const mostNamed = 100;

class NothingThere extends Error {}

function problemOf(error: unknown, { target, signal }: SaveRequest): SaveProblem {
  if (signal.aborted) return 'cancelled';
  if (error instanceof NothingThere) return 'nothing-there';
  const code = errorCode(error);
  if (code === 'source-broken') return failure('file-changed');
  // What the system did not say is a bug.
  if (code === '') throw error;
  return writeFailure(error, dirname(target.path));
}

/** Writes a temporary file, flushes and renames it, or leaves nothing. */
export async function saveResults(
  request: SaveRequest,
  chosen: ChosenTasks,
  write: (work: SaveWork) => Promise<Saved>,
): Promise<SaveResult> {
  const { target, signal, onProgress = () => undefined } = request;
  try {
    const { path, facts } = await writeAtomically(target, async (temporaryPath) => {
      signal.throwIfAborted();
      const saved = await write({ chosen, temporaryPath, onProgress, signal });
      signal.throwIfAborted();
      if (saved.count === 0) throw new NothingThere();
      return saved;
    });
    const { count, sizeBytes, leftBehind } = facts;
    return ok({
      path,
      count,
      sizeBytes,
      leftBehind: leftBehind.slice(0, mostNamed),
      leftBehindCount: leftBehind.length,
    });
  } catch (error) {
    return notOk(problemOf(error, request));
  }
}
