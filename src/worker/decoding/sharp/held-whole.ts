import type { Metadata } from 'sharp';

/** What a picture may take before its first row can be had. With what a worker holds anyway that makes 1 GB. Bytes. */
const mostHeldBytes = 800_000_000;

/** Coefficients of two bytes that a pixel of a progressive JPEG has, by its subsampling. */
const coefficients: Readonly<Record<string, number>> = { '4:2:0': 1.5, '4:2:2': 2, '4:4:4': 3 };

function bytesAPixel({ format, channels, depth, chromaSubsampling }: Metadata): number {
  if (format === 'jpeg') return 2 * (coefficients[chromaSubsampling ?? ''] ?? channels);
  return format === 'png' ? channels * (depth === 'ushort' ? 2 : 1) : 0;
}

/**
 * Why a picture whose rows come only after the whole file was read (progressive, interlaced) is too large; null when it
 * is not. Shrinking while loading does not help there.
 */
export function heldWholeProblem(metadata: Metadata): string | null {
  const { isProgressive, width, height } = metadata;
  const held = isProgressive ? width * height * bytesAPixel(metadata) : 0;
  const limit = `${(mostHeldBytes / 1e9).toFixed(1)} GB`;
  return held > mostHeldBytes ? `it needs more than ${limit} of memory` : null;
}
