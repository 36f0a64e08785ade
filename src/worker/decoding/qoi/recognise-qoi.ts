/** QOI begins with its name. */
export function isQoi(bytes: Uint8Array): boolean {
  return bytes[0] === 0x71 && bytes[1] === 0x6f && bytes[2] === 0x69 && bytes[3] === 0x66;
}
