const versions = new Set([0, 2, 3, 4, 5]);
const depths = new Set([1, 2, 4, 8]);
const headerBytes = 128;

/** Whether its header holds together: its first bytes alone stand in other files, too. */
export function isPcx(bytes: Uint8Array): boolean {
  if (bytes.length < headerBytes) return false;
  const u16 = (at: number) => (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  const [mark, version = -1, packing, depth = -1] = bytes;
  const isKnown = mark === 0x0a && versions.has(version) && packing === 1;
  const width = u16(8) - u16(4) + 1;
  const [reserved, planes = 0] = bytes.subarray(64, 66);
  const isShaped = width > 0 && u16(10) >= u16(6) && planes >= 1 && planes <= 4;
  return isKnown && depths.has(depth) && reserved === 0 && isShaped && u16(66) * 8 >= width * depth;
}
