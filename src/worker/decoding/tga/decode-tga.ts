import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { type Decode, type RasterPicture, sizeProblem } from '../decoded.ts';
import { rasterOf, rasterOfRgba } from '../raster.ts';
import { readTgaHeader, type TgaHeader } from '../../sniffing/tga-header.ts';

/** The stored pixels one after the other, still in file order, `size` bytes each; null when they end too early. */
export function readTgaPixels(
  reader: ByteReader,
  { count, size, isCompressed }: { count: number; size: number; isCompressed: boolean },
): Uint8Array | null {
  if (!isCompressed) {
    const stored = reader.take(count * size);
    return reader.isExhausted ? null : stored;
  }
  const pixels = new Uint8Array(count * size);
  for (let offset = 0; offset < pixels.length;) {
    const packet = reader.u8();
    const length = Math.min(((packet & 0x7f) + 1) * size, pixels.length - offset);
    const isRun = packet >= 0x80;
    const stored = reader.take(isRun ? size : length);
    if (reader.isExhausted) return null;
    pixels.set(stored, offset);
    // Doubling copies: a run is its own source.
    if (isRun)
      for (let done = size; done < length; done *= 2)
        pixels.copyWithin(offset + done, offset, offset + Math.min(done, length - done));
    offset += length;
  }
  return pixels;
}

/** The colour stored at `offset`, blue first, as the bytes red, green, blue, alpha of a little-endian number. */
export type ReadColour = (stored: Uint8Array, offset: number) => number;

const opaque = 0xff000000;

const fiveBits = (value: number) => Math.round(((value & 31) * 255) / 31);

const read16: ReadColour = (stored, offset) => {
  const value = (stored[offset] ?? 0) | ((stored[offset + 1] ?? 0) << 8);
  const colour = fiveBits(value >> 10) | (fiveBits(value >> 5) << 8) | (fiveBits(value) << 16);
  return value & 0x8000 ? colour | opaque : colour;
};

const read15: ReadColour = (stored, offset) => read16(stored, offset) | opaque;

const read24: ReadColour = (stored, offset) =>
  (stored[offset + 2] ?? 0) |
  ((stored[offset + 1] ?? 0) << 8) |
  ((stored[offset] ?? 0) << 16) |
  opaque;

const read32: ReadColour = (stored, offset) =>
  (read24(stored, offset) & ~opaque) | ((stored[offset + 3] ?? 0) << 24);

/** The 16th bit is alpha only where the header says so; the last 8 of 32 always are. */
export function colourReader(bits: number, hasAlphaBits: boolean): ReadColour {
  if (bits === 32) return read32;
  if (bits === 24) return read24;
  return bits === 16 && hasAlphaBits ? read16 : read15;
}

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
