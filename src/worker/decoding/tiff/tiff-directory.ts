import { ByteReader } from '../../bytes/byte-reader.ts';

/** Sizes of the types that offsets and small numbers have: SHORT, LONG and IFD. */
const typeSizes: Readonly<Record<number, number>> = { 3: 2, 4: 4, 13: 4 };
const mostEntries = 1000;
const mostValues = 65_536;

export interface TiffDirectory {
  /** The numbers under a tag; none when it is missing or holds something else. */
  readonly values: (tag: number) => number[];
  /** Where the tag's entry stands in the file; null when it is missing. */
  readonly entryOffset: (tag: number) => number | null;
  /** Offset of the next directory; 0 after the last. */
  readonly next: number;
}

/** The directory at `offset` of a TIFF that is not a BigTIFF; empty where nothing makes sense. */
export function readDirectory(reader: ByteReader, offset: number): TiffDirectory {
  const count = Math.min(reader.at(offset).u16(), mostEntries);
  const entries = new Map<number, number>();
  for (let index = 0; index < count; index += 1) {
    const entry = offset + 2 + index * 12;
    const tag = reader.at(entry).u16();
    if (!entries.has(tag)) entries.set(tag, entry);
  }
  return {
    next: reader.at(offset + 2 + count * 12).u32(),
    entryOffset: (tag) => entries.get(tag) ?? null,
    values(tag) {
      const entry = entries.get(tag);
      return entry === undefined ? [] : readValues(reader, entry);
    },
  };
}

function readValues(reader: ByteReader, entry: number): number[] {
  const field = reader.at(entry + 2);
  const type = field.u16();
  const size = typeSizes[type];
  const count = Math.min(field.u32(), mostValues);
  if (!size) return [];
  const place = reader.at(count * size <= 4 ? entry + 8 : field.u32());
  const values: number[] = [];
  while (values.length < count && place.remaining >= size)
    values.push(size === 2 ? place.u16() : place.u32());
  return values;
}

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
