import {
  failure,
  type Failure,
  missingSubjects,
  type SkipReason,
} from '../../shared/task/failure.ts';
import type { Output, PartlyMade } from '../../shared/task/task.ts';
import type { Placement } from '../naming/placement.ts';
import type { FoundFile, Made } from '../ports.ts';
import type { AttemptOutcome } from '../worker-pool/attempt.ts';

/** How one run of a task ended. */
export type AttemptEnd =
  | { readonly kind: 'succeeded'; readonly made: Made }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly log: string | null;
      /** What stands of an earlier attempt; left out where that is not known anew. */
      readonly partly?: PartlyMade | null;
    }
  /** `failure` is what a task ends with whose next attempt comes to the same. */
  | { readonly kind: 'crashed'; readonly failure: Failure; readonly log: string }
  | { readonly kind: 'aborted' };

/** What is said of a picture whose worker died, and of a worker that never spoke. */
export const workerFailures = {
  crashed: failure('worker-crashed'),
  'not-started': failure('internal', 'the program that makes pictures'),
} as const;

/** A file that nobody has seen cannot be there no more. */
export function asSeen(
  why: Failure,
  { root, sizeBytes }: Pick<FoundFile, 'root' | 'sizeBytes'>,
): Failure {
  const isGone = why.code === 'file-missing' && why.subject === null;
  const wasSeen = root !== null || sizeBytes !== null;
  return isGone && !wasSeen ? failure('file-missing', missingSubjects.neverThere) : why;
}

const longestLog = 16_384;

export function failedByBug(error: unknown): AttemptEnd {
  const log = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'failed', failure: failure('internal'), log: log.slice(0, longestLog) };
}

export function limitWords(limitMs: number): string {
  return limitMs === 1000 ? '1 second' : `${limitMs / 1000} seconds`;
}

/** The end of a run that put nothing in place. `kept` is what an earlier one made. */
export function endWithoutResult(
  outcome: AttemptOutcome,
  placement: Placement | null,
  kept: readonly Output[],
): AttemptEnd {
  switch (outcome.kind) {
    case 'failed':
      return { kind: 'failed', failure: outcome.failure, log: outcome.log };
    case 'crashed':
    case 'not-started':
      return { kind: 'crashed', failure: workerFailures[outcome.kind], log: outcome.reason };
    case 'timed-out': {
      const tooLong = failure('timed-out', limitWords(outcome.limitMs));
      return { kind: 'failed', failure: tooLong, log: null };
    }
    case 'aborted':
    case 'finished':
      return { kind: 'aborted' };
    case 'released':
      if (placement?.kind === 'skip') {
        // What was missing is there by now, and what an earlier attempt made as well.
        const isDone = placement.reason === 'output-exists' && kept.length > 0;
        const made = { source: outcome.source, outputs: kept, notes: [] };
        return isDone ? { kind: 'succeeded', made } : { kind: 'skipped', reason: placement.reason };
      }
      if (placement?.kind === 'fail') {
        return { kind: 'failed', failure: placement.failure, log: null };
      }
      throw new Error('the worker was released without a reason');
  }
}
