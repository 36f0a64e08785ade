/** Sizes that the header after the file's own has had since OS/2 1. */
const headerSizes = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/** A bitmap, or an OS/2 array of them. The name alone is too short: text may begin with `BM`. */
export function isBmp(bytes: Uint8Array): boolean {
  const name = String.fromCharCode(...bytes.subarray(0, 2));
  if (name === 'BA') return bytes[14] === 0x42 && bytes[15] === 0x4d;
  const [low, ...rest] = bytes.subarray(14, 18);
  return name === 'BM' && headerSizes.has(low ?? 0) && rest.every((byte) => byte === 0);
}
