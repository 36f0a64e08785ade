import {
  failure,
  type Failure,
  noWorkerSubject,
  type ResultNote,
  type SkipReason,
  tooManyFilesCodes,
  tooManyFilesSubject,
} from '../../shared/task/failure.ts';
import { errorCode } from '../files/write-failure.ts';
import type { PartlyMade, SourceImage } from '../../shared/task/task.ts';
import type { OutputFault, WrittenOutput } from '../../shared/worker/messages.ts';
import type { Made } from '../ports.ts';

/**
 * How an attempt ended, the same from the worker pool to the ledger. `Result` is what is known of the files: temporary
 * ones in the pool, final ones above it.
 */
export type AttemptOutcome<Result = Made> =
  | ({ readonly kind: 'succeeded' } & Result)
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      /** For the attempt's log; not for people's eyes. */
      readonly log: string | null;
      /** What stands of an earlier attempt; left out where that is not known anew. */
      readonly partly?: PartlyMade | null;
    }
  /** The worker died. `failure` is what the task ends with if its next attempt comes to the same. */
  | { readonly kind: 'crashed'; readonly failure: Failure; readonly log: string }
  /** The worker ended before its first word, so the picture has nothing to do with it. */
  | { readonly kind: 'not-started'; readonly failure: Failure; readonly log: string }
  /** Its worker was lost to another attempt of the same lease: this one was not tried. */
  | { readonly kind: 'returned' }
  | { readonly kind: 'aborted' };

/** What a worker wrote: temporary files that nobody has named yet. */
export interface Written {
  readonly source: SourceImage;
  /** In the order of the recipe; null for one that was left out or could not be made. */
  readonly outputs: readonly (WrittenOutput | null)[];
  readonly notes: readonly ResultNote[];
  /** Outputs that could not be made; there is null in `outputs` for each. */
  readonly faults: readonly OutputFault[];
}

/** `released`: whoever asked stopped after the header, with nothing written. */
export type PoolOutcome =
  | AttemptOutcome<Written>
  | { readonly kind: 'released'; readonly source: SourceImage }
  /** `picture` is what the beginning of the file has for a preview, a JPEG in base64; only where nothing else was asked for. */
  | { readonly kind: 'peeked'; readonly picture: string | null };

export const crashed = (reason: string) =>
  ({ kind: 'crashed', failure: failure('worker-crashed'), log: reason }) as const;

/** Of a process that could not be started since there is no room for one now: files, processes or memory. */
const shortage = /\b(?:EMFILE|ENFILE|EAGAIN|ENOMEM)$/m;

export const notStarted = (reason: string) =>
  ({
    kind: 'not-started',
    failure: failure('internal', noWorkerSubject),
    log: reason,
  }) as const;

/** The worker ended with it, or before it: it is tried once more. */
export const hasCrashed = ({ kind }: AttemptOutcome) =>
  kind === 'crashed' || kind === 'not-started';

/** Whether the same attempt may well succeed a moment later: the picture has nothing to do with it. */
export function isShortage(outcome: PoolOutcome | AttemptOutcome): boolean {
  if (outcome.kind === 'not-started') return shortage.test(outcome.log);
  return outcome.kind === 'failed' && outcome.failure.subject === tooManyFilesSubject;
}

export function timedOut(limitMs: number) {
  const limit = limitMs === 1000 ? '1 second' : `${limitMs / 1000} seconds`;
  return { kind: 'failed', failure: failure('timed-out', limit), log: null } as const;
}

/** A log is for whoever reports a bug. Characters. */
const longestLog = 16_384;

export function failedByBug(error: unknown) {
  const log = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const subject = tooManyFilesCodes.has(errorCode(error)) ? tooManyFilesSubject : null;
  return {
    kind: 'failed',
    failure: failure('internal', subject),
    log: log.slice(0, longestLog),
  } as const;
}

/** Why nothing was made; null when something was, or when nobody wants it any more. */
export function failureOf(outcome: PoolOutcome | AttemptOutcome): Failure | null {
  return 'failure' in outcome ? outcome.failure : null;
}
