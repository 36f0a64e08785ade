import type { SaveKind } from '../../shared/task/saving.ts';
import type { Hold } from '../../shared/task/hold.ts';
import type { Task } from '../../shared/task/task.ts';
import type { Refusal, Summary } from './summary.ts';

/** A file that was written after the run. `line` says so to a person. */
export interface SavedFile {
  readonly kind: SaveKind;
  readonly path: string;
  readonly line: string;
}

/** How far a run is. `total` still grows while folders are walked. */
export interface Progress {
  readonly settled: number;
  readonly total: number;
  /** How many of the settled were so before the run was interrupted. */
  readonly before: number;
  readonly failed: number;
  readonly isWalking: boolean;
}

/** How it ended: whether it was stopped, and what was written after it. */
export interface Ending {
  readonly isStopped: boolean;
  readonly saved: readonly SavedFile[];
}

/** How far a file is that is written after the run. */
export interface Saving {
  readonly doing: string;
  readonly done: number;
  readonly total: number;
}

/** Tells a person or a program how a run goes. Each task is settled once, now or before. */
export interface Reporter {
  settled(task: Task): void;
  /** One that was settled before the run was interrupted. */
  settledBefore(task: Task): void;
  refused(refusal: Refusal): void;
  /** The run holds on: it waits for that to be over, or cancels the rest if `isGivenUp`. */
  held(hold: Hold, isGivenUp: boolean): void;
  progress(progress: Progress): void;
  saving(saving: Saving): void;
  finished(summary: Summary, ending: Ending): void;
}
