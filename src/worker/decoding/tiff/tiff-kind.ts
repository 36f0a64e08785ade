import { ByteReader } from '../../bytes/byte-reader.ts';
import { readDirectory, type TiffDirectory } from './tiff-directory.ts';

export const tag = { bits: 258, compression: 259, photometric: 262, icc: 34_675 };
const jpegStart = 513;
const jpegLength = 514;
const cieLab = 8;
const oldJpeg = 6;
const classicMagic = 42;

export interface OpenTiff {
  readonly reader: ByteReader;
  readonly directory: TiffDirectory;
}

/** The first directory; null in a BigTIFF. */
export function openTiff(bytes: Uint8Array): OpenTiff | null {
  const reader = new ByteReader(bytes, bytes[0] === 0x49 ? 'little' : 'big');
  if (reader.at(2).u16() !== classicMagic) return null;
  return { reader, directory: readDirectory(reader, reader.at(4).u32()) };
}

/** Lab with 8 bits, which libvips (8.18) takes for its own packed kind and then refuses. */
export function isLabOf8Bits({ directory }: OpenTiff): boolean {
  const [bits] = directory.values(tag.bits);
  return directory.values(tag.photometric)[0] === cieLab && bits === 8;
}

/** The JPEG of a TIFF from before 1995, where it is a whole one; sharp's libtiff is built without that kind. */
export function oldStyleJpeg({ reader, directory }: OpenTiff): Uint8Array | null {
  if (directory.values(tag.compression)[0] !== oldJpeg) return null;
  const [start] = directory.values(jpegStart);
  const [length] = directory.values(jpegLength);
  if (start === undefined || length === undefined) return null;
  const jpeg = reader.bytes.subarray(start, start + length);
  return jpeg[0] === 0xff && jpeg[1] === 0xd8 ? jpeg : null;
}
