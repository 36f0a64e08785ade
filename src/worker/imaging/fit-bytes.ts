import type { Buffer } from 'node:buffer';

/** Below this a picture is mud, and fewer bytes are hardly won. */
const lowestQuality = 5;

/** A file and the quality it has. */
export interface Fitted {
  readonly file: Buffer;
  readonly quality: number;
}

/**
 * The best quality up to `highest` whose file is at most `maxBytes`, by halving: at most eight files are made.
 * When even the lowest is larger, that one is the answer.
 */
export async function fitBytes(
  encodeAt: (quality: number) => Promise<Buffer>,
  maxBytes: number,
  highest: number,
): Promise<Fitted> {
  const asked = { file: await encodeAt(highest), quality: highest };
  if (asked.file.length <= maxBytes || highest <= lowestQuality) return asked;
  let best: Fitted | null = null;
  let low = lowestQuality;
  let high = highest - 1;
  while (low <= high) {
    const quality = (low + high) >> 1;
    const file = await encodeAt(quality);
    if (file.length <= maxBytes) {
      best = { file, quality };
      low = quality + 1;
    } else high = quality - 1;
  }
  return best ?? { file: await encodeAt(lowestQuality), quality: lowestQuality };
}
