import type { LeftBehind } from '../../../shared/task/saving.ts';
import type { WrittenFile } from '../../files/file-identity.ts';

export interface ZipOrder {
  /** Must not be there yet. */
  readonly target: string;
  readonly files: readonly WrittenFile[];
}

export interface Packed {
  readonly count: number;
  readonly sizeBytes: number;
  readonly leftBehind: readonly LeftBehind[];
}

/** Packs files into an archive away from the caller's thread. */
export interface Zipper {
  /** Hears how many are done now and then. Rejects with the system's error, or with the signal's reason. */
  zip(order: ZipOrder, onDone: (count: number) => void, signal: AbortSignal): Promise<Packed>;
}
