import type { Buffer } from 'node:buffer';

/** What a file says of itself, as it stands there. Several packets of XMP are parts of one: the first counts. */
export interface MetadataBlocks {
  /** From the letters that say the order of bytes. */
  readonly exif?: Buffer | null;
  readonly xmp?: readonly Buffer[];
  readonly iptc?: Buffer | null;
}

const exifMark = 'Exif\0\0';

/** Without the mark that JPEG puts before EXIF, and some programs elsewhere. */
export function exifWithoutMark(block: Buffer): Buffer {
  const isMarked = block.toString('latin1', 0, exifMark.length) === exifMark;
  return isMarked ? block.subarray(exifMark.length) : block;
}

/** Longer blocks are no metadata of a picture. Bytes. */
export const mostBlockBytes = 16_000_000;
