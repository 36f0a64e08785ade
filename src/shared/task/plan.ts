import type { LeftOut } from './batch.ts';
import type { Failure, SkipReason } from './failure.ts';
import type { WritableFormat } from './format.ts';

/** `rename`: the name that was wanted is taken, so this one has a number. */
export type PlannedAction = 'write' | 'rename' | 'overwrite';

/** A file that would be written. Sizes in pixels; bytes are a guess from the format and the size. */
export interface PlannedFile {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly format: WritableFormat;
  readonly action: PlannedAction;
  readonly estimatedBytes: number;
}

/** An output of which it is known already that it cannot be made, though others can. */
export interface PlannedFault {
  readonly output: string;
  readonly failure: Failure;
}

/** What would become of one source. */
export type PlanRow = { readonly sourcePath: string } & (
  | {
      readonly action: 'write';
      readonly outputs: readonly PlannedFile[];
      readonly faults?: readonly PlannedFault[];
    }
  | { readonly action: 'skip'; readonly reason: SkipReason }
  | { readonly action: 'fail'; readonly failure: Failure }
);

export interface PlanTotals {
  readonly outputCount: number;
  /** How many files have another name than wanted, because that was taken. */
  readonly collisionCount: number;
  readonly estimatedBytes: number;
  readonly estimatedMs: number;
  /** Free on the disk that results go to; null when that cannot be told. */
  readonly freeBytes: number | null;
}

/** What a run would do, before a byte is written. */
export interface Plan extends PlanTotals {
  readonly rows: readonly PlanRow[];
  readonly leftOut: LeftOut;
}
