/** The colour stored at `offset`, blue first, as the bytes red, green, blue, alpha of a little-endian number. */
export type ReadColour = (stored: Uint8Array, offset: number) => number;

const opaque = 0xff000000;

const fiveBits = (value: number) => Math.round(((value & 31) * 255) / 31);

const read16: ReadColour = (stored, offset) => {
  const value = (stored[offset] ?? 0) | ((stored[offset + 1] ?? 0) << 8);
  const colour = fiveBits(value >> 10) | (fiveBits(value >> 5) << 8) | (fiveBits(value) << 16);
  return value & 0x8000 ? colour | opaque : colour;
};

const read15: ReadColour = (stored, offset) => read16(stored, offset) | opaque;

const read24: ReadColour = (stored, offset) =>
  (stored[offset + 2] ?? 0) |
  ((stored[offset + 1] ?? 0) << 8) |
  ((stored[offset] ?? 0) << 16) |
  opaque;

const read32: ReadColour = (stored, offset) =>
  (read24(stored, offset) & ~opaque) | ((stored[offset + 3] ?? 0) << 24);

/** The 16th bit is alpha only where the header says so; the last 8 of 32 always are. */
export function colourReader(bits: number, hasAlphaBits: boolean): ReadColour {
  if (bits === 32) return read32;
  if (bits === 24) return read24;
  return bits === 16 && hasAlphaBits ? read16 : read15;
}
