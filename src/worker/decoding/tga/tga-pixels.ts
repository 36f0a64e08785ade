import type { ByteReader } from '../byte-reader.ts';

/** The stored pixels one after the other, still in file order, `size` bytes each; null when they end too early. */
export function readTgaPixels(
  reader: ByteReader,
  { count, size, isCompressed }: { count: number; size: number; isCompressed: boolean },
): Uint8Array | null {
  if (!isCompressed) {
    const stored = reader.take(count * size);
    return reader.isExhausted ? null : stored;
  }
  const pixels = new Uint8Array(count * size);
  for (let offset = 0; offset < pixels.length;) {
    const packet = reader.u8();
    const length = Math.min(((packet & 0x7f) + 1) * size, pixels.length - offset);
    const isRun = packet >= 0x80;
    const stored = reader.take(isRun ? size : length);
    if (reader.isExhausted) return null;
    pixels.set(stored, offset);
    // Doubling copies: a run is its own source.
    if (isRun)
      for (let done = size; done < length; done *= 2)
        pixels.copyWithin(offset + done, offset, offset + Math.min(done, length - done));
    offset += length;
  }
  return pixels;
}
