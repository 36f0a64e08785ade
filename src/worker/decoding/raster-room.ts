/** What a TIFF has before its samples. Bytes. */
export const roomBefore = 8;
/** What it has behind them: numbers, and most profiles; in large pictures all profiles. */
const leastBehind = 4096;
const shareBehind = 1 / 64;

const roomy = new WeakSet<ArrayBufferLike>();

type Samples = Uint8Array | Uint16Array;

/**
 * Memory for the samples of a raster with room around it, so that `wrapInTiff` need not copy them. Whoever takes it must
 * give it away with the raster.
 */
export function roomForSamples(length: number, bits: 8): Uint8Array;
export function roomForSamples(length: number, bits: 8 | 16): Samples;
export function roomForSamples(length: number, bits: 8 | 16): Samples {
  const bytes = (length * bits) / 8;
  const behind = leastBehind + Math.ceil(bytes * shareBehind);
  const buffer = new ArrayBuffer(roomBefore + bytes + behind);
  roomy.add(buffer);
  return bits === 8
    ? new Uint8Array(buffer, roomBefore, length)
    : new Uint16Array(buffer, roomBefore, length);
}

/** The same within the memory of samples that are given up for it, the first of which then lie elsewhere; null where it is too small. */
export function roomWithin(given: Samples, length: number): Samples | null {
  const { buffer, byteOffset, byteLength, BYTES_PER_ELEMENT: size } = given;
  const isWhole = byteOffset === 0 && byteLength === buffer.byteLength;
  if (!isWhole || roomBefore + length * size > byteLength) return null;
  roomy.add(buffer);
  return given.subarray(roomBefore / size, roomBefore / size + length);
}

export const hasRoom = ({ buffer, byteOffset }: Samples, wholeBytes: number): boolean =>
  roomy.has(buffer) && byteOffset === roomBefore && wholeBytes <= buffer.byteLength;
