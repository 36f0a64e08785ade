/** Icons (1) and cursors (2): three small numbers are all they begin with, so the first entry must fit too. */
export function isIco(bytes: Uint8Array): boolean {
  const [zero, zeroToo, kind, high, count, countHigh] = bytes;
  if (zero !== 0 || zeroToo !== 0 || high !== 0 || (kind !== 1 && kind !== 2)) return false;
  const entries = (count ?? 0) | ((countHigh ?? 0) << 8);
  const reserved = bytes[9];
  if (entries === 0 || bytes.length < 22 || (reserved !== 0 && reserved !== 255)) return false;
  const offset = new DataView(bytes.buffer, bytes.byteOffset + 18, 4).getUint32(0, true);
  return offset >= 6 + entries * 16;
}
