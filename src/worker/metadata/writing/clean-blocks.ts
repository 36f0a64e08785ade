import type { Buffer } from 'node:buffer';
import type { Exif } from '../exif/exif-field.ts';

/** What a result will say of itself: nothing but what was asked for, written by ourselves. */
export interface CleanBlocks {
  readonly exif: Exif | null;
  readonly xmp: Buffer | null;
  /** IIM; only JPEG and TIFF have a place for it. */
  readonly iptc: Buffer | null;
}
