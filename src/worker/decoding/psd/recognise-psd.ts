const versions = new Set([1, 2]);

/** Photoshop documents: PSD (version 1) and PSB (2). */
export function isPsd(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 5)) === '8BPS\0' && versions.has(bytes[5] ?? 0);
}
