import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import type { Decode, Decoded } from '../decoded.ts';
import { rasterOfRgba } from '../raster.ts';
import { type DibHeader, readDibHeader } from './dib-header.ts';
import { paletteLength, readDibPixels } from './stored-pixels.ts';

const arrayName = 0x4142;
const fileHeaderLength = 14;

/** Windows and OS/2 bitmaps of 1 to 32 bits; of an OS/2 array the first. Not Huffman, not 64 bits. */
export const decodeBmp: Decode = async (bytes, { maxPixels }) => {
  const reader = new ByteReader(bytes, 'little');
  if (reader.u16() === arrayName) reader.skip(fileHeaderLength);
  reader.skip(8);
  const declaredOffset = reader.u32();
  const header = readDibHeader(reader);
  if (reader.isExhausted) return notOk(failure('image-truncated'));
  const dataOffset = pixelsOffset(header, declaredOffset, bytes.length);
  if (header.compression === 'jpeg' || header.compression === 'png')
    return ok(embedded(bytes.subarray(dataOffset)));
  const pixels = readDibPixels(reader, header, { dataOffset, maxPixels });
  if (!pixels.ok) return pixels;
  const { width, height } = header;
  const icc = profileOf(reader, header);
  return ok(rasterOfRgba({ width, height, rgba: pixels.value, icc }));
};

function embedded(bytes: Uint8Array): Decoded {
  return { kind: 'encoded', bytes };
}

/** Where a writer got the offset wrong the pixels follow the palette. */
function pixelsOffset(header: DibHeader, declared: number, fileLength: number): number {
  const earliest = header.paletteOffset;
  if (declared >= earliest && declared < fileLength) return declared;
  return earliest + paletteLength(header);
}

function profileOf(reader: ByteReader, { icc }: DibHeader): Uint8Array | null {
  if (!icc || icc.length < 128) return null;
  const place = reader.at(icc.offset);
  const profile = place.take(icc.length);
  return place.isExhausted ? null : profile;
}
