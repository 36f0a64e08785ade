import { readTgaHeader } from './tga-header.ts';

const footer = 'TRUEVISION-XFILE.\0';
/** One packet of two or more bytes gives up to 128 pixels. */
const mostPixelsPerByte = 64;

/** A file that ends early is still recognised. */
const leastPart = 1 / 4;

/** By the footer that newer files have, else by a header in which everything fits, also the file's length. */
export function isTga(bytes: Uint8Array): boolean {
  const header = readTgaHeader(bytes);
  if (!header) return false;
  if (String.fromCharCode(...bytes.subarray(-footer.length)) === footer) return true;
  const pixels = header.width * header.height;
  const dataLength = bytes.length - header.dataOffset;
  return header.isCompressed
    ? pixels <= dataLength * mostPixelsPerByte
    : pixels * Math.ceil(header.pixelBits / 8) * leastPart <= dataLength;
}
