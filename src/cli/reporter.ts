import type { Task } from '../shared/task/task.ts';
import type { Refusal, Summary } from './summary.ts';

/** How far a run is. `total` still grows while folders are walked. */
export interface Progress {
  readonly settled: number;
  readonly total: number;
  readonly failed: number;
  readonly isWalking: boolean;
}

/** Tells a person or a program how a run goes. Each task is settled once. */
export interface Reporter {
  settled(task: Task): void;
  refused(refusal: Refusal): void;
  progress(progress: Progress): void;
  finished(summary: Summary, isStopped: boolean): void;
}
