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

/** Of one file, which needs three; thousands could be packed into a small one. */
const mostUnpacked = 8;

type Unpack = (content: Buffer, limits: { readonly maxOutputLength: number }) => Buffer;

/** Unpacks the blocks of one file. Null for a block that is damaged, too long, or one too many. */
export function unpackFew(unpack: Unpack): (content: Buffer) => Buffer | null {
  let left = mostUnpacked;
  return (content) => {
    if (left === 0) return null;
    left -= 1;
    try {
      return unpack(content, { maxOutputLength: mostBlockBytes });
    } catch {
      return null;
    }
  };
}
