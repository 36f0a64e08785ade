import * as zlib from 'node:zlib';
import sharp from 'sharp';
import { unpackBits } from '../psd/psd-planes.ts';
import { unpackLzw } from './lzw.ts';
import { packings, type TiffLayout } from './tiff-layout.ts';

/** Only newer runtimes have it. */
export const canUnpackZstd = 'zstdDecompressSync' in zlib;

const reversed = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number.parseInt(byte.toString(2).padStart(8, '0').split('').toReversed().join(''), 2),
);

/** More than a byte of LZW or PackBits can yield: a code of 12 bits stands for less than 4,096 bytes. */
const mostYield = 4096;

/** The first `length` bytes of a strip or tile; null where there are less, or they are damaged. */
export async function unpackChunk(
  packed: Uint8Array,
  length: number,
  layout: Pick<TiffLayout, 'compression' | 'isReversed' | 'samples'>,
): Promise<Uint8Array | null> {
  const bytes = layout.isReversed ? packed.map((byte) => reversed[byte] ?? 0) : packed;
  const unpacked = await unpack(bytes, length, layout);
  return unpacked && unpacked.length >= length ? unpacked.subarray(0, length) : null;
}

async function unpack(
  bytes: Uint8Array,
  length: number,
  { compression, samples }: Pick<TiffLayout, 'compression' | 'samples'>,
): Promise<Uint8Array | null> {
  switch (compression) {
    case packings.none:
      return bytes;
    case packings.lzw: {
      if (length > bytes.length * mostYield) return null;
      const out = new Uint8Array(length);
      return unpackLzw(bytes, out) === length ? out : null;
    }
    case packings.packBits: {
      if (length > bytes.length * mostYield) return null;
      const out = new Uint8Array(length);
      return unpackBits(bytes, out) ? out : null;
    }
    case packings.webp:
      return unpackWebp(bytes, length, samples);
    default:
      return inflate(bytes, length, compression);
  }
}

/** WebP leaves opacity out where all is opaque, whatever the directory says of the samples. */
async function unpackWebp(
  bytes: Uint8Array,
  length: number,
  samples: number,
): Promise<Uint8Array | null> {
  const picture = sharp(bytes, { limitInputPixels: length });
  const sized = samples === 4 ? picture.ensureAlpha() : picture.removeAlpha();
  return sized
    .raw()
    .toBuffer()
    .catch(() => null);
}

/** What goes beyond the length that is wanted is a bomb, or of no use. */
function inflate(bytes: Uint8Array, length: number, compression: number): Uint8Array | null {
  // Some writers round a strip's length up.
  const most = { maxOutputLength: length + 65_536 };
  try {
    return compression === packings.zstd
      ? zlib.zstdDecompressSync(bytes, most)
      : zlib.inflateSync(bytes, { ...most, finishFlush: zlib.constants.Z_SYNC_FLUSH });
  } catch {
    return null;
  }
}
