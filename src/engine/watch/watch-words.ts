import type {
  ExistingChoice,
  WatchFilter,
  WatchState,
} from '../../shared/settings/watched-folders.ts';
import type { ScanOrder } from './scan-folder.ts';

/** What the process is told about one folder. */
export interface WatchOrder extends ScanOrder {
  readonly filter: WatchFilter;
  readonly settleMs: number;
  /** How often a folder is looked at whose disk does not tell what happens on it. */
  readonly pollMs: number;
  /** Look again and again, though the disk may tell. */
  readonly isPolled: boolean;
  readonly existing: ExistingChoice;
  /** See `WatchedFolder`. */
  readonly seenUntil: number | null;
  /** The file of its `SeenList`, on a disk of the program's own; null where none is kept. */
  readonly seenList: string | null;
}

export interface ArrivedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly fingerprint: string;
}

/** To the process. `id` is the caller's. */
export type WatchCommand =
  | { readonly kind: 'watch'; readonly id: string; readonly order: WatchOrder }
  /** What arrived first, of all that was not handled yet, is stored. */
  | { readonly kind: 'handled'; readonly id: string }
  | { readonly kind: 'end'; readonly id: string };

/** From it. Files come in parts; those of one batch end with `seenUntil`, which is null before. */
export type WatchNews =
  | {
      readonly kind: 'arrived';
      readonly id: string;
      readonly files: readonly ArrivedFile[];
      readonly seenUntil: number | null;
    }
  | { readonly kind: 'state'; readonly id: string; readonly state: WatchState }
  /** It does not hang. */
  | { readonly kind: 'beat' };

/** How often it says so. Milliseconds. */
export const beatMs = 2000;
