import { ByteReader } from '../../bytes/byte-reader.ts';
import type { PixelSize } from '../decoder.ts';
import type { Coder } from './magick.ts';

type Endian = 'little' | 'big';

function sizeAt(endian: Endian, read: (reader: ByteReader) => PixelSize) {
  return (bytes: Uint8Array): PixelSize | null => {
    const reader = new ByteReader(bytes, endian);
    const size = read(reader);
    return reader.isExhausted ? null : size;
  };
}

/** Corners, of which the last belongs to a PCX and not to a PICT. */
const sizeOfPcx = sizeAt('little', (reader) => {
  reader.skip(4);
  const [left, top, right, bottom] = [reader.u16(), reader.u16(), reader.u16(), reader.u16()];
  return { width: right - left + 1, height: bottom - top + 1 };
});

const frameOfPict = 514;
const sizeOfPict = sizeAt('big', (reader) => {
  reader.skip(frameOfPict);
  const [top, left, bottom, right] = [reader.i16(), reader.i16(), reader.i16(), reader.i16()];
  return { width: right - left, height: bottom - top };
});

const headers = {
  DDS: sizeAt('little', (reader) => {
    reader.skip(12);
    return { height: reader.u32(), width: reader.u32() };
  }),
  PCX: sizeOfPcx,
  SGI: sizeAt('big', (reader) => {
    reader.skip(6);
    return { width: reader.u16(), height: reader.u16() };
  }),
  SUN: sizeAt('big', (reader) => {
    reader.skip(4);
    return { width: reader.u32(), height: reader.u32() };
  }),
  PICT: sizeOfPict,
} as const satisfies Partial<Record<Coder, (bytes: Uint8Array) => PixelSize | null>>;

export type HeaderCoder = keyof typeof headers;

/** What the header says, so that nothing is decoded that is too large; null where it ends early. */
export const codedHeader = (bytes: Uint8Array, coder: HeaderCoder): PixelSize | null =>
  headers[coder](bytes);
