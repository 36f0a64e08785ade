/** Compatible brands further on are not looked at. Bytes. */
const longestList = 512;

/** Of a file of the ISO base media kind (`ftyp`): the major brand and the compatible ones, in their order. Else null. */
export function isoBrands(bytes: Uint8Array): readonly string[] | null {
  const word = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 8 || word(4) !== 'ftyp') return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const end = Math.min(length, bytes.length, longestList);
  const found = [word(8)];
  for (let at = 16; at + 4 <= end; at += 4) found.push(word(at));
  return found;
}
