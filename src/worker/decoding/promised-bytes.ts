import type { Buffer } from 'node:buffer';
import type { SourceFormat } from '../../shared/formats/formats.ts';
import { ByteReader } from '../bytes/byte-reader.ts';
import type { OpenRequest, PixelSize } from './decoder.ts';
import { sizeOfHeif } from './heif/heif-size.ts';
import { wholeBytesAPixel } from './heif/whole-picture-bytes.ts';
import { readCodestream } from './jpeg2000/codestream.ts';
import { sizeOfJxl } from './jxl/jxl-size.ts';
import { codedHeader } from './magick/coded-header.ts';
import { readPfmHeader } from './pnm/pfm-header.ts';
import { readPnmHeader } from './pnm/pnm-header.ts';
import { openTiff } from './tiff/tiff-directory.ts';
import { chunkBytes, isForOwnReader, readLayout, type TiffLayout } from './tiff/tiff-layout.ts';
import { mergedBytesAPixel, sizeOfMerged } from './zipped/merged-picture.ts';

/** How large a picture of some format says it is, and what each of its pixels takes while all of it is decoded. */
interface Promised {
  readonly size: (bytes: Buffer, page: number) => PixelSize | null;
  readonly bytesAPixel: number | ((bytes: Buffer, page: number) => number);
}

type Endian = ConstructorParameters<typeof ByteReader>[1];

/** Two numbers at fixed places; an upside-down height is negative. */
function sizeAt(endian: Endian, read: (reader: ByteReader) => PixelSize) {
  return (bytes: Buffer): PixelSize => {
    const { width, height } = read(new ByteReader(bytes, endian));
    return { width: Math.abs(width), height: Math.abs(height) };
  };
}

const startOfCodestream = 'ff4fff51';

function sizeOfJpeg2000(bytes: Buffer): PixelSize | null {
  const start = bytes.indexOf(startOfCodestream, 0, 'hex');
  return start < 0 ? null : readCodestream(new ByteReader(bytes, 'big').at(start));
}

/** Only of those that we read ourselves. */
function layoutOfTiff(bytes: Buffer, page: number): TiffLayout | null {
  const tiff = openTiff(bytes, page);
  const layout = tiff && readLayout(tiff);
  return layout && isForOwnReader(layout) ? layout : null;
}

/** The picture, and a strip or tile that is unpacked, which may be as large and have many more samples than are shown. */
function bytesOfTiff(bytes: Buffer, page: number): number {
  const layout = layoutOfTiff(bytes, page);
  const chunk = layout && chunkBytes(layout);
  return layout && chunk ? 24 + chunk / (layout.width * layout.height) : 24;
}

const sizeOfBmp = sizeAt('little', (reader) => {
  const isOld = reader.at(14).u32() === 12;
  if (isOld) return { width: reader.at(18).u16(), height: reader.at(20).u16() };
  return { width: reader.at(18).i32(), height: reader.at(22).i32() };
});

/** Floating point is read as it is and brought to 16 bits. */
const withFloats = 24;

function bytesOfPsd(bytes: Buffer): number {
  const depth = new ByteReader(bytes, 'big').at(22).u16();
  if (depth === 32) return withFloats;
  return depth === 16 ? 16 : 8;
}

function bytesOfPnm(bytes: Buffer): number {
  if (readPfmHeader(bytes)) return withFloats;
  return (readPnmHeader(bytes)?.maximum ?? 0) > 255 ? 16 : 8;
}

/** Its own pixels, with those of a layer, and what is taken out of it. */
const byMagick = 20;

const ofLayers: Promised = { size: sizeOfMerged, bytesAPixel: mergedBytesAPixel };

/**
 * Formats that are decoded when they are opened: the pixels, a copy in the shape that sharp takes, and what the decoder
 * itself holds, which in WebAssembly is more than the picture.
 */
const promises: Readonly<Partial<Record<SourceFormat, Promised>>> = {
  heif: { size: sizeOfHeif, bytesAPixel: wholeBytesAPixel },
  jxl: { size: sizeOfJxl, bytesAPixel: 24 },
  jpeg2000: { size: sizeOfJpeg2000, bytesAPixel: 24 },
  bmp: { size: sizeOfBmp, bytesAPixel: 8 },
  psd: {
    size: sizeAt('big', (reader) => ({ height: reader.at(14).u32(), width: reader.at(18).u32() })),
    bytesAPixel: bytesOfPsd,
  },
  tga: {
    size: sizeAt('little', (reader) => ({
      width: reader.at(12).u16(),
      height: reader.at(14).u16(),
    })),
    bytesAPixel: 8,
  },
  qoi: {
    size: sizeAt('big', (reader) => ({ width: reader.at(4).u32(), height: reader.at(8).u32() })),
    bytesAPixel: 8,
  },
  pnm: { size: (bytes) => readPfmHeader(bytes) ?? readPnmHeader(bytes), bytesAPixel: bytesOfPnm },
  xcf: {
    size: sizeAt('big', (reader) => ({ width: reader.at(14).u32(), height: reader.at(18).u32() })),
    bytesAPixel: 8,
  },
  dds: { size: (bytes) => codedHeader(bytes, 'DDS'), bytesAPixel: byMagick },
  pcx: { size: (bytes) => codedHeader(bytes, 'PCX'), bytesAPixel: byMagick },
  sgi: { size: (bytes) => codedHeader(bytes, 'SGI'), bytesAPixel: byMagick },
  sun: { size: (bytes) => codedHeader(bytes, 'SUN'), bytesAPixel: byMagick },
  pict: { size: (bytes) => codedHeader(bytes, 'PICT'), bytesAPixel: byMagick },
  krita: ofLayers,
  openraster: ofLayers,
  tiff: { size: layoutOfTiff, bytesAPixel: bytesOfTiff },
};

/** What decoding will take, by the header alone; 0 for formats that are decoded later, and where the decoder will refuse the header. */
export function promisedBytes(
  bytes: Buffer,
  format: SourceFormat,
  { maxPixels, page }: Pick<OpenRequest, 'maxPixels' | 'page'>,
): number {
  const promise = promises[format];
  const size = promise?.size(bytes, page);
  const pixels = size && size.width > 0 && size.height > 0 ? size.width * size.height : 0;
  if (!promise || pixels === 0 || pixels > maxPixels) return 0;
  const { bytesAPixel } = promise;
  const each = typeof bytesAPixel === 'number' ? bytesAPixel : bytesAPixel(bytes, page);
  return Math.ceil(pixels * each);
}
