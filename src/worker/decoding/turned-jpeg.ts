import { Buffer } from 'node:buffer';

const startOfImage = 2;
const orientationOffset = 28;
/** An APP1 segment: `Exif`, a TIFF header, one directory with the orientation as its one entry. */
const exif = Buffer.from(
  'ffe1002245786966000049492a0008000000010012010300010000000000000000000000',
  'hex',
);

/** The JPEG with an EXIF orientation (1–8) put before everything else it says. */
export function turnedJpeg(jpeg: Uint8Array, orientation: number): Buffer {
  const segment = Buffer.from(exif);
  segment.writeUInt16LE(orientation, orientationOffset);
  return Buffer.concat([jpeg.subarray(0, startOfImage), segment, jpeg.subarray(startOfImage)]);
}
