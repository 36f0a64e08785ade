const space = new Set([0x09, 0x0a, 0x0d, 0x20, 0x23]);

/** P1 to P7, or the float kinds PF and Pf, then white space or a comment. */
export function isPnm(bytes: Uint8Array): boolean {
  const [letter, kind, next] = bytes;
  if (letter !== 0x50 || kind === undefined || next === undefined || !space.has(next)) return false;
  return (kind >= 0x31 && kind <= 0x37) || kind === 0x46 || kind === 0x66;
}
