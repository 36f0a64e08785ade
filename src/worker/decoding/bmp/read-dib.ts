import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import type { ByteReader } from '../../bytes/byte-reader.ts';
import { sizeProblem } from '../decoded.ts';
import type { DibHeader } from './dib-header.ts';
import {
  colourFromMasks,
  masksOf16Bits,
  masksOf32Bits,
  pixelReader,
  readPalette,
  rowLength,
} from './stored-pixels.ts';
import { readRunLengths } from './rle.ts';

const unknownKind = failure('decoder-missing', 'a BMP picture');

/**
 * The pixels of a device-independent bitmap as RGBA, top row first. `dataOffset` is where they begin in the file.
 * Not for embedded JPEG and PNG.
 */
export function readDibPixels(
  reader: ByteReader,
  header: DibHeader,
  { dataOffset, maxPixels }: { dataOffset: number; maxPixels: number },
): Result<Uint8Array, Failure> {
  const problem = sizeProblem(header.width, header.height, maxPixels);
  if (problem) return notOk(problem);
  const toColour = colourOf(reader.bytes, header, dataOffset);
  if (header.compression === 'none') return readRows(reader.at(dataOffset), header, toColour);
  return readCompressed(reader.at(dataOffset), header, toColour);
}

function colourOf(
  bytes: Uint8Array,
  header: DibHeader,
  dataOffset: number,
): (value: number) => number {
  const { bits } = header;
  if (bits <= 8) {
    const palette = readPalette(bytes, header, dataOffset);
    return (value) => palette[value] ?? 0;
  }
  if (bits === 24) return colourFromMasks(masksOf32Bits);
  return colourFromMasks(header.masks ?? (bits === 16 ? masksOf16Bits : masksOf32Bits));
}

function readRows(
  reader: ByteReader,
  { width, height, bits, isTopDown }: DibHeader,
  toColour: (value: number) => number,
): Result<Uint8Array, Failure> {
  const stride = rowLength(width, bits);
  // Some writers leave out the padding of the last row.
  const needed = stride * (height - 1) + Math.ceil((width * bits) / 8);
  const read = pixelReader(reader, bits);
  if (!read) return notOk(unknownKind);
  if (reader.remaining < needed) return notOk(failure('image-truncated'));
  const colours = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = reader.position + (isTopDown ? y : height - 1 - y) * stride;
    for (let x = 0; x < width; x += 1) colours[y * width + x] = toColour(read(row, x));
  }
  return ok(new Uint8Array(colours.buffer));
}

function readCompressed(
  reader: ByteReader,
  header: DibHeader,
  toColour: (value: number) => number,
): Result<Uint8Array, Failure> {
  const { width, height, compression } = header;
  if (compression !== 'rle4' && compression !== 'rle8' && compression !== 'rle24')
    return notOk(unknownKind);
  const colours = new Uint32Array(width * height).fill(toColour(0));
  const isComplete = readRunLengths(reader, { width, height, compression }, (place, value) => {
    const y = Math.floor(place / width);
    colours[(height - 1 - 2 * y) * width + place] = toColour(value);
  });
  return isComplete ? ok(new Uint8Array(colours.buffer)) : notOk(failure('image-truncated'));
}
