import type { LeftOut } from './batch.ts';
import type { Failure, SkipReason } from './failure.ts';
import type { WritableFormat } from '../formats/formats.ts';

/** `rename`: the name that was wanted is taken, so this one has a number. */
export type PlannedAction = 'write' | 'rename' | 'overwrite';

/** A guess from the picture and a few that were really encoded: nine of ten lie between the least and the most. */
export interface ByteEstimate {
  readonly estimatedBytes: number;
  readonly leastBytes: number;
  readonly mostBytes: number;
}

/** A file that would be written and its place. Sizes in pixels. */
export interface PlacedFile {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly format: WritableFormat;
  readonly action: PlannedAction;
}

export type PlannedFile = PlacedFile & ByteEstimate;

/** An output of which it is known already that it cannot be made, though others can. */
export interface PlannedFault {
  readonly output: string;
  readonly failure: Failure;
}

/** A source of which nothing would be made. */
export type PlannedNothing = { readonly sourcePath: string } & (
  | { readonly action: 'skip'; readonly reason: SkipReason }
  | { readonly action: 'fail'; readonly failure: Failure }
);

/** What would become of one source. */
export type PlanRow =
  | {
      readonly sourcePath: string;
      readonly action: 'write';
      readonly outputs: readonly PlannedFile[];
      readonly faults?: readonly PlannedFault[];
    }
  | PlannedNothing;

export interface PlanTotals extends ByteEstimate {
  readonly outputCount: number;
  /** How many files have another name than wanted, because that was taken. */
  readonly collisionCount: number;
  readonly estimatedMs: number;
  /** Free on the disk that results go to; null when that cannot be told. */
  readonly freeBytes: number | null;
}

/** What a run would do, before a byte is written. */
export interface Plan extends PlanTotals {
  readonly rows: readonly PlanRow[];
  readonly leftOut: LeftOut;
}
