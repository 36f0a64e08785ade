import { Buffer } from 'node:buffer';
import type { IconPicture } from './icon-picture.ts';

const directoryLength = 6;
const entryLength = 16;
const bitmapHeaderLength = 40;
const bits = 32;
/** Windows reads PNG since Vista and of this size; a bitmap would take 256 KB. Smaller ones are bitmaps, which everything reads. */
const pngEdge = 256;

/** A bitmap without file header, twice as high as the picture: the colours, then one bit a pixel that hides it. */
function bitmapOf({ edge, rgba }: IconPicture): Buffer {
  const maskStride = Math.ceil(edge / 32) * 4;
  const pixelBytes = edge * edge * 4;
  const bitmap = Buffer.alloc(bitmapHeaderLength + pixelBytes + edge * maskStride);
  bitmap.writeUInt32LE(bitmapHeaderLength, 0);
  bitmap.writeInt32LE(edge, 4);
  bitmap.writeInt32LE(edge * 2, 8);
  bitmap.writeUInt16LE(1, 12);
  bitmap.writeUInt16LE(bits, 14);
  bitmap.writeUInt32LE(bitmap.length - bitmapHeaderLength, 20);
  for (let y = 0; y < edge; y += 1) {
    const row = edge - 1 - y;
    const maskRow = bitmapHeaderLength + pixelBytes + row * maskStride;
    for (let x = 0; x < edge; x += 1) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray((y * edge + x) * 4);
      bitmap.set([blue, green, red, alpha], bitmapHeaderLength + (row * edge + x) * 4);
      if (alpha === 0) bitmap[maskRow + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
  return bitmap;
}

/** A Windows icon. An edge is at most 256 pixels, which its one byte says as 0. */
export function writeIco(pictures: readonly IconPicture[]): Buffer {
  const directory = Buffer.alloc(directoryLength + pictures.length * entryLength);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(pictures.length, 4);
  const contents: Buffer[] = [];
  let offset = directory.length;
  for (const [index, picture] of pictures.entries()) {
    const content = picture.edge >= pngEdge ? picture.png : bitmapOf(picture);
    const at = directoryLength + index * entryLength;
    directory[at] = picture.edge % 256;
    directory[at + 1] = picture.edge % 256;
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(bits, at + 6);
    directory.writeUInt32LE(content.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    contents.push(content);
    offset += content.length;
  }
  return Buffer.concat([directory, ...contents]);
}
