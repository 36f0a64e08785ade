import { Buffer } from 'node:buffer';
import { coloursIn, type RasterPicture } from './decoded.ts';
import { hasRoom, roomBefore } from './raster-room.ts';

const photometric = { grey: 1, rgb: 2, cmyk: 5, lab: 8 };
const short = 3;
const long = 4;
const undefinedBytes = 7;
const unassociatedAlpha = 2;
/** libvips holds one strip at a time. */
const stripBytes = 1024 * 1024;

/** Colours beside which libvips takes 65,535 for opaque where samples have 16 bits; beside all others it is 255 all the same. */
const hasWideAlpha: ReadonlySet<RasterPicture['colours']> = new Set(['grey', 'rgb']);

/** In place. */
function narrowAlpha(data: RasterPicture['data'], channels: number): void {
  for (let at = channels - 1; at < data.length; at += channels)
    data[at] = Math.round((data[at] ?? 0) / 257);
}

/**
 * An uncompressed TIFF around a raster, little-endian, less than 4 GB. sharp takes raw samples too, but neither
 * inks nor Lab, and no profile with them: so that there is one way, all go this one. Takes over the samples; those from `roomForSamples` are not copied.
 */
export function wrapInTiff(picture: RasterPicture): Buffer {
  const { width, height, data, hasAlpha, icc, orientation } = picture;
  const channels = coloursIn[picture.colours] + (hasAlpha ? 1 : 0);
  const parts: Buffer[] = [Buffer.alloc(roomBefore)];
  let end = roomBefore;
  const place = (bytes: Buffer): number => {
    const offset = end;
    parts.push(bytes, Buffer.alloc(bytes.length % 2));
    end += bytes.length + (bytes.length % 2);
    return offset;
  };
  if (hasAlpha && data.BYTES_PER_ELEMENT > 1 && !hasWideAlpha.has(picture.colours))
    narrowAlpha(data, channels);
  const samples = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const rowBytes = width * channels * data.BYTES_PER_ELEMENT;
  const stripRows = Math.max(1, Math.floor(stripBytes / rowBytes));
  const strips = stripsOf(samples.length, stripRows * rowBytes, roomBefore);
  place(samples);
  const bits = Array.from({ length: channels }, () => data.BYTES_PER_ELEMENT * 8);
  const list = (type: number, values: readonly number[]) => {
    const bytes = numbers(type, values);
    return [
      type,
      values.length,
      bytes.length > 4 ? place(bytes) : (values[0] ?? 0) + (values[1] ?? 0) * 0x10000,
    ];
  };
  const entries = [
    [256, long, 1, width],
    [257, long, 1, height],
    [258, ...list(short, bits)],
    [259, short, 1, 1],
    [262, short, 1, photometric[picture.colours]],
    [273, ...list(long, strips.offsets)],
    ...(orientation ? [[274, short, 1, orientation]] : []),
    [277, short, 1, channels],
    [278, long, 1, stripRows],
    [279, ...list(long, strips.lengths)],
    [284, short, 1, 1],
    ...(hasAlpha ? [[338, short, 1, unassociatedAlpha]] : []),
    ...(icc ? [[34675, undefinedBytes, icc.length, place(Buffer.from(icc))]] : []),
  ];
  parts[0]?.write('II*\0', 'latin1');
  parts[0]?.writeUInt32LE(place(directory(entries)), 4);
  return hasRoom(data, end) ? inPlace(data.buffer, parts) : Buffer.concat(parts);
}

/** Writes all parts around the second, the samples, which lie there already. */
function inPlace(buffer: ArrayBufferLike, parts: readonly Buffer[]): Buffer {
  let end = 0;
  for (const [at, part] of parts.entries()) {
    if (at !== 1) part.copy(Buffer.from(buffer), end);
    end += part.length;
  }
  return Buffer.from(buffer, 0, end);
}

function stripsOf(length: number, stripLength: number, start: number) {
  const count = Math.ceil(length / stripLength);
  const begins = Array.from({ length: count }, (_, index) => index * stripLength);
  return {
    offsets: begins.map((begin) => start + begin),
    lengths: begins.map((begin) => Math.min(stripLength, length - begin)),
  };
}

function numbers(type: number, values: readonly number[]): Buffer {
  const array = type === short ? Uint16Array.from(values) : Uint32Array.from(values);
  return Buffer.from(array.buffer);
}

function directory(entries: readonly (readonly number[])[]): Buffer {
  const bytes = Buffer.alloc(2 + entries.length * 12 + 4);
  bytes.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag = 0, type = 0, count = 0, value = 0], index) => {
    const at = 2 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  });
  return bytes;
}
