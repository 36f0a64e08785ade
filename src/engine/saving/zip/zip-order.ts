import type { LeftBehind } from '../../../shared/task/saving.ts';
import type { MadeFile } from '../../files/unmodified.ts';

export interface ZipOrder {
  /** Must not be there yet. */
  readonly target: string;
  readonly files: readonly MadeFile[];
}

export interface Packed {
  readonly count: number;
  readonly sizeBytes: number;
  readonly leftBehind: readonly LeftBehind[];
}
