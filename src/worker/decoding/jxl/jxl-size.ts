import { boxesIn } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import type { PixelSize } from '../decoder.ts';

const codestreamName = 0xff0a;
/** How many bits an edge has, by the two bits before it. */
const edgeBits = [9, 13, 18, 30] as const;
/** Width to height, by three bits; 0 says that the width follows. */
const ratios = [0, 1, 12 / 10, 4 / 3, 3 / 2, 16 / 9, 5 / 4, 2] as const;

/** The size at the beginning of a codestream, bit by bit from the lowest. */
function sizeOfCodestream(bytes: Uint8Array): PixelSize | null {
  if (bytes.length < 2 || ((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0) !== codestreamName) return null;
  let place = 16;
  const bits = (count: number): number => {
    let value = 0;
    for (let at = 0; at < count; at += 1, place += 1)
      value += (((bytes[place >> 3] ?? 0) >> (place & 7)) & 1) * 2 ** at;
    return value;
  };
  const isSmall = bits(1) === 1;
  const edge = () => (isSmall ? (bits(5) + 1) * 8 : bits(edgeBits[bits(2)] ?? 9) + 1);
  const height = edge();
  const ratio = ratios[bits(3)] ?? 0;
  return { width: ratio === 0 ? edge() : Math.floor(height * ratio), height };
}

/** Of a bare codestream, or of the one in a container; null where there is none. */
export function sizeOfJxl(bytes: Uint8Array): PixelSize | null {
  const bare = sizeOfCodestream(bytes);
  if (bare) return bare;
  for (const { type, start } of boxesIn(new ByteReader(bytes, 'big'), 0, bytes.length)) {
    // In parts, each begins with its number.
    if (type === 'jxlc') return sizeOfCodestream(bytes.subarray(start));
    if (type === 'jxlp') return sizeOfCodestream(bytes.subarray(start + 4));
  }
  return null;
}
