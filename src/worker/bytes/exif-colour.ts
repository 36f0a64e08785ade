import type { Buffer } from 'node:buffer';

const tags = { exif: 0x8769, colourSpace: 0xa001, interop: 0xa005, interopIndex: 1 } as const;
const colourSpaces = { srgb: 1, adobeRgb: 2 } as const;
const entryBytes = 12;

/**
 * Whether a block of EXIF, from the letters that say the order of bytes, calls the picture Adobe RGB: by `ColorSpace` 2, as
 * some programs write, or by the name R03 that cameras put into a directory of its own, unless they also say sRGB.
 */
export function isAdobeRgb(block: Buffer): boolean {
  const isLittle = block[0] === 0x49;
  if (block.length < 14 || (!isLittle && block[0] !== 0x4d) || block[1] !== block[0]) return false;
  const short = (at: number) => (isLittle ? block.readUInt16LE(at) : block.readUInt16BE(at));
  const long = (at: number) => (isLittle ? block.readUInt32LE(at) : block.readUInt32BE(at));
  const entryOf = (start: number, tag: number): number | null => {
    if (start < 8 || start + 2 > block.length) return null;
    const end = Math.min(start + 2 + short(start) * entryBytes, block.length - entryBytes + 1);
    for (let at = start + 2; at < end; at += entryBytes) if (short(at) === tag) return at;
    return null;
  };
  const directoryAt = (entry: number | null) => (entry === null ? 0 : long(entry + 8));
  const exif = directoryAt(entryOf(long(4), tags.exif));
  const space = entryOf(exif, tags.colourSpace);
  const said = space === null ? null : short(space + 8);
  if (said === colourSpaces.srgb) return false;
  if (said === colourSpaces.adobeRgb) return true;
  const index = entryOf(directoryAt(entryOf(exif, tags.interop)), tags.interopIndex);
  return index !== null && block.toString('latin1', index + 8, index + 11) === 'R03';
}
