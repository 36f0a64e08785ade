import { exifBlock } from './exif-block.ts';

const orientationTag = 0x0112;

/** A JPEG as a camera writes it: EXIF with a thumbnail goes before whatever else it says. */
export function withThumbnail(photo: Buffer, thumbnail: Buffer, orientation = 1): Buffer {
  const block = exifBlock({ main: [[orientationTag, [orientation]]], preview: thumbnail });
  const name = Buffer.from('Exif\0\0', 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(2 + name.length + block.length, 2);
  return Buffer.concat([photo.subarray(0, 2), head, name, block, photo.subarray(2)]);
}
