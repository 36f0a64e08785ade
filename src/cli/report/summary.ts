import { dirname } from 'node:path';
import { type LeftOut, leftOutCount, nothingLeftOut } from '../../shared/task/batch.ts';
import type { Failure } from '../../shared/task/failure.ts';
import { largerOutputs, outputsOf } from '../../shared/task/outputs-of.ts';
import type { Destination } from '../../shared/task/recipe.ts';
import type { Task } from '../../shared/task/task.ts';

/** A named path that could not become a task. */
export interface Refusal {
  readonly path: string;
  readonly failure: Failure;
}

/** What a run came to. Sizes in bytes of what succeeded. */
export interface Summary {
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly skipped: number;
  /** How many of the skipped are results of earlier runs. */
  readonly resultCount: number;
  readonly outputCount: number;
  /** Every file that was written, also of pictures of which others failed. */
  readonly fileCount: number;
  readonly sourceBytes: number;
  readonly outputBytes: number;
  /** Where the results are: the chosen folder, the desktop's cache, or each folder beside a source. */
  readonly folders: readonly string[];
  /** How many of them are larger than the picture they were made from. */
  readonly largerCount: number;
  readonly leftOutCount: number;
  /** How many of the succeeded were made before the run was interrupted: no size or time is of them. */
  readonly earlierCount: number;
  readonly durationMs: number;
}

/** Named by `*` or found in folders: counted for people, since there may be as many as there are pictures. */
export function isOwnResult(task: Task): boolean {
  return task.status === 'skipped' && task.reason === 'own-result';
}

/** Adds up settled tasks as they come. */
export class Totals {
  readonly #destination: Destination;
  readonly #startedAt = performance.now();
  readonly #counts = { succeeded: 0, failed: 0, cancelled: 0, skipped: 0 };
  readonly #sizes = {
    outputCount: 0,
    fileCount: 0,
    sourceBytes: 0,
    outputBytes: 0,
    largerCount: 0,
  };
  readonly #folders = new Set<string>();
  #resultCount = 0;
  #earlier = { settled: 0, succeeded: 0 };
  leftOut: LeftOut = nothingLeftOut;

  constructor(destination: Destination) {
    this.#destination = destination;
  }

  add(task: Task, isEarlier = false): void {
    if (task.status === 'queued' || task.status === 'running') return;
    this.#counts[task.status] += 1;
    if (isOwnResult(task)) this.#resultCount += 1;
    this.#sizes.fileCount += outputsOf(task).length;
    if (isEarlier) this.#earlier.settled += 1;
    if (task.status !== 'succeeded') return;
    for (const { path } of task.outputs) this.#folders.add(this.#folderOf(path));
    if (isEarlier) {
      this.#earlier.succeeded += 1;
      return;
    }
    this.#sizes.sourceBytes += task.sizeBytes ?? 0;
    this.#sizes.largerCount += largerOutputs(task).length;
    this.#sizes.outputCount += task.outputs.length;
    for (const { sizeBytes } of task.outputs) this.#sizes.outputBytes += sizeBytes;
  }

  #folderOf(path: string): string {
    const { kind } = this.#destination;
    if (kind === 'desktop-cache') return dirname(dirname(path));
    return kind === 'folder' ? this.#destination.path : dirname(path);
  }

  refuse(): void {
    this.#counts.failed += 1;
  }

  get settledCount(): number {
    return Object.values(this.#counts).reduce((sum, value) => sum + value, 0);
  }

  /** How many of them were settled before the run was interrupted. */
  get earlierCount(): number {
    return this.#earlier.settled;
  }

  get failedCount(): number {
    return this.#counts.failed;
  }

  summary(): Summary {
    return {
      ...this.#counts,
      ...this.#sizes,
      resultCount: this.#resultCount,
      folders: [...this.#folders],
      leftOutCount: leftOutCount(this.leftOut),
      earlierCount: this.#earlier.succeeded,
      durationMs: performance.now() - this.#startedAt,
    };
  }
}
