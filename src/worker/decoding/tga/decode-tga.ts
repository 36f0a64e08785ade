import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { ByteReader } from '../byte-reader.ts';
import type { Decode, RasterPicture } from '../decoded.ts';
import { sizeProblem } from '../picture-size.ts';
import { rasterOfRgba, rasterOf } from '../raster.ts';
import { colourReader } from './tga-colours.ts';
import { readTgaHeader, type TgaHeader } from './tga-header.ts';
import { readTgaPixels } from './tga-pixels.ts';

/** Types 1, 2, 3, 9, 10 and 11, from any corner. Not the Huffman types 32 and 33, which nobody writes. */
export const decodeTga: Decode = async (bytes, { maxPixels }) => {
  const header = readTgaHeader(bytes);
  if (!header) return notOk(failure('image-corrupt'));
  const { width, height, isCompressed } = header;
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return notOk(problem);
  const reader = new ByteReader(bytes, 'little');
  reader.position = header.dataOffset;
  const size = Math.ceil(header.pixelBits / 8);
  const stored = readTgaPixels(reader, { count: width * height, size, isCompressed });
  if (!stored) return notOk(failure('image-truncated'));
  return ok(
    header.kind === 'grey' ? greyRaster(header, stored) : colourRaster(header, stored, bytes),
  );
};

function greyRaster(header: TgaHeader, stored: Uint8Array): RasterPicture {
  const { width, height } = header;
  const channels = header.pixelBits === 16 ? 2 : 1;
  const data = new Uint8Array(width * height * channels);
  forEachPixel(header, (from, to) => {
    for (let index = 0; index < channels; index += 1)
      data[to * channels + index] = stored[from * channels + index] ?? 0;
  });
  return rasterOf({ width, height, colours: 'grey', hasAlpha: channels === 2, data });
}

function colourRaster(header: TgaHeader, stored: Uint8Array, bytes: Uint8Array): RasterPicture {
  const { width, height, map } = header;
  const isMapped = header.kind === 'mapped';
  const colourBits = isMapped ? map.entryBits : header.pixelBits;
  const read = colourReader(colourBits, header.alphaBits > 0);
  const size = Math.ceil(header.pixelBits / 8);
  const entrySize = Math.ceil(map.entryBits / 8);
  const entries = bytes.subarray(header.mapOffset, header.dataOffset);
  const colours = new Uint32Array(width * height);
  forEachPixel(header, (from, to) => {
    if (!isMapped) colours[to] = read(stored, from * size);
    else colours[to] = read(entries, (indexAt(stored, from, size) - map.first) * entrySize);
  });
  return rasterOfRgba({ width, height, rgba: new Uint8Array(colours.buffer) });
}

function indexAt(stored: Uint8Array, pixel: number, size: number): number {
  const low = stored[pixel * size] ?? 0;
  return size === 2 ? low | ((stored[pixel * size + 1] ?? 0) << 8) : low;
}

/** Calls `visit` with each pixel's place in the file and in the picture. */
function forEachPixel(header: TgaHeader, visit: (from: number, to: number) => void): void {
  const { width, height, isTopDown, isRightToLeft } = header;
  for (let y = 0; y < height; y += 1) {
    const row = (isTopDown ? y : height - 1 - y) * width;
    for (let x = 0; x < width; x += 1)
      visit(y * width + x, row + (isRightToLeft ? width - 1 - x : x));
  }
}
