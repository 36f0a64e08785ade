import { folded } from '../../shared/paths/safe-segment.ts';
import type { BatchId } from '../../shared/task/task.ts';

/** Of a batch older than this many others the history knows the names. */
const batchesKept = 16;

interface BatchClaims {
  readonly names: Set<string>;
  readonly sources: Set<string>;
  readonly nextNumbers: Map<string, number>;
}

/** What counts as the same name on any disk: a folder of results may be copied to another one. */
export function nameKey(folderKey: string, fileName: string): string {
  return `${folderKey}/${folded(fileName)}`;
}

/**
 * Names being written, and names that each recent batch wrote: two tasks never get the same one,
 * and two sources of a batch never replace each other's results.
 */
export class Claims {
  readonly #batches = new Map<BatchId, BatchClaims>();
  readonly #writing = new Set<string>();

  /** True if the name was free and is now this batch's. */
  claim(batchId: BatchId, key: string): boolean {
    const { names } = this.#of(batchId);
    if (this.#writing.has(key) || names.has(key)) return false;
    this.#writing.add(key);
    names.add(key);
    return true;
  }

  /** The file was written: another batch may take the name again. */
  settle(key: string): void {
    this.#writing.delete(key);
  }

  /** The file was not written. */
  release(batchId: BatchId, key: string): void {
    this.#writing.delete(key);
    this.#batches.get(batchId)?.names.delete(key);
  }

  /** The file was written before this engine started. */
  noteWritten(batchId: BatchId, key: string): void {
    this.#of(batchId).names.add(key);
  }

  /** What was written there is gone: the batch may take the name again, unless somebody writes there now. */
  forget(batchId: BatchId, key: string): void {
    const batch = this.#of(batchId);
    batch.names.delete(key);
    // Where to begin was only a hint: the freed name may lie before it.
    batch.nextNumbers.clear();
  }

  /** Where to begin looking for a free ` (2)`: 10,000 files of one name are not gone through again each time. */
  firstNumber(batchId: BatchId, key: string): number {
    return this.#of(batchId).nextNumbers.get(key) ?? 1;
  }

  noteNumber(batchId: BatchId, key: string, taken: number): void {
    if (taken > 1) this.#of(batchId).nextNumbers.set(key, taken + 1);
  }

  /** `identity` is that of a file which is read and must not be written over. */
  noteSource(batchId: BatchId, identity: string): void {
    this.#of(batchId).sources.add(identity);
  }

  isSource(identity: string): boolean {
    return [...this.#batches.values()].some((batch) => batch.sources.has(identity));
  }

  #of(batchId: BatchId): BatchClaims {
    const known = this.#batches.get(batchId);
    if (known) return known;
    const batch = { names: new Set<string>(), sources: new Set<string>(), nextNumbers: new Map() };
    this.#batches.set(batchId, batch);
    const [oldest] = this.#batches.keys();
    if (this.#batches.size > batchesKept && oldest !== undefined) this.#batches.delete(oldest);
    return batch;
  }
}
