/** Its own header, which may hold anything and is mostly empty. */
const preludeBytes = 512;
/** Behind the length and the frame: the second version, with the operation that begins its header. */
const beginning = [0x00, 0x11, 0x02, 0xff, 0x0c, 0x00];

/** Whether it is a picture of the Mac's second QuickDraw. The first version cannot be told from other files. */
export function isPict(bytes: Uint8Array): boolean {
  return beginning.every((byte, at) => bytes[preludeBytes + 10 + at] === byte);
}
