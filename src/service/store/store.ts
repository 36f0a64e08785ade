import type { Readable } from 'node:stream';

/** One thing kept. `modifiedAt` is milliseconds since 1970. */
export interface StoreEntry {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: number;
}

/** The first and the last byte that are wanted, both of them there. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface OpenedEntry extends StoreEntry {
  readonly stream: Readable;
}

/** A kept file as a file of this machine. `release` ends the loan and removes a copy if one was made. */
export interface BorrowedFile {
  readonly path: string;
  release(): Promise<void>;
}

/**
 * Where uploads and outputs live between the machines of a farm. Keys are ours, never a client's:
 * `uploads/<task id>` and `outputs/<task id>/<file>`. What a write did not finish is not there.
 */
export interface Store {
  /** The folder where keys are paths, if every machine of the farm has it there; null when keys live elsewhere. */
  readonly folder: string | null;
  /** Replaces what had the key. Rejects, and keeps nothing, when the stream fails. Resolves with the size in bytes. */
  write(key: string, stream: Readable): Promise<number>;
  /** Null when there is no such key. */
  find(key: string): Promise<StoreEntry | null>;
  /** With a range the stream gives these bytes only; `sizeBytes` stays that of the whole. Null when there is no such key. */
  open(key: string, range?: ByteRange): Promise<OpenedEntry | null>;
  borrow(key: string): Promise<BorrowedFile | null>;
  /** The same bytes under another key, as if written now. False when there is no such key. */
  copy(from: string, to: string): Promise<boolean>;
  /** Keys that are not there are passed over. */
  remove(keys: readonly string[]): Promise<void>;
  /** Everything whose key begins so, and the folder of that name where the store has folders. */
  removeAll(prefix: string): Promise<void>;
  /** Everything whose key begins so, in no order. */
  list(prefix: string): AsyncIterable<StoreEntry>;
  /** Rejects when nothing can be kept there now. */
  check(): Promise<void>;
}

/** The store itself cannot be reached or written; not the fault of what was being kept. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}
