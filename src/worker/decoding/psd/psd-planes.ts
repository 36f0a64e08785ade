import type { ByteReader } from '../../bytes/byte-reader.ts';
import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';

interface SampleShape {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly channels: number;
}

/** The first `channels` planes interleaved: of 8 bits, of 16 in this machine's order, or of floating point. */
export function interleave(
  readRow: ReadRow,
  { width, height, depth, channels }: SampleShape,
): Result<PsdSamples, Failure> {
  const count = width * height * channels;
  const samples =
    depth === 32
      ? new Float32Array(count)
      : depth === 16
        ? new Uint16Array(count)
        : new Uint8Array(count);
  for (let channel = 0; channel < channels; channel += 1)
    for (let y = 0; y < height; y += 1) {
      const row = readRow(channel, y);
      if (!row) return notOk(failure('image-truncated'));
      putRow(samples, row, { start: y * width * channels + channel, stride: channels, width });
    }
  return ok(samples);
}

export type PsdSamples = Uint8Array | Uint16Array | Float32Array;

interface RowPlace {
  readonly start: number;
  readonly stride: number;
  readonly width: number;
}

function putRow(samples: PsdSamples, row: Uint8Array, { start, stride, width }: RowPlace): void {
  if (samples instanceof Float32Array) {
    const view = new DataView(row.buffer, row.byteOffset, row.length);
    for (let x = 0; x < width; x += 1) samples[start + x * stride] = view.getFloat32(x * 4);
  } else if (samples instanceof Uint16Array)
    for (let x = 0; x < width; x += 1)
      samples[start + x * stride] = ((row[x * 2] ?? 0) << 8) | (row[x * 2 + 1] ?? 0);
  else for (let x = 0; x < width; x += 1) samples[start + x * stride] = row[x] ?? 0;
}

/** One bit a pixel, 1 is black. */
export function readBitmap(
  readRow: ReadRow,
  { width, height }: { width: number; height: number },
): Result<Uint8Array, Failure> {
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = readRow(0, y);
    if (!row) return notOk(failure('image-truncated'));
    for (let x = 0; x < width; x += 1)
      grey[y * width + x] = ((row[x >> 3] ?? 0) >> (7 - (x & 7))) & 1 ? 0 : 255;
  }
  return ok(grey);
}

/** Photoshop blends a transparent merged picture with white, which is the top of all but Lab's a and b; this takes it out, in place. */
export function takeOutWhite(
  samples: Uint8Array | Uint16Array,
  stride: number,
  isLab = false,
): void {
  const top = samples instanceof Uint16Array ? 0xffff : 0xff;
  for (let pixel = 0; pixel < samples.length; pixel += stride) {
    const alpha = samples[pixel + stride - 1] ?? 0;
    if (alpha === 0 || alpha === top) continue;
    for (let index = pixel; index < pixel + stride - 1; index += 1) {
      const white = isLab && index > pixel ? (top + 1) / 2 : top;
      const pure = white + (((samples[index] ?? 0) - white) * top) / alpha;
      samples[index] = Math.min(top, Math.max(0, Math.round(pure)));
    }
  }
}

/** Fills `row` from PackBits; false when the bytes give too little. What they give too much is left out. */
export function unpackBits(packed: Uint8Array, row: Uint8Array): boolean {
  let from = 0;
  let to = 0;
  while (to < row.length && from < packed.length) {
    const code = packed[from] ?? 0;
    from += 1;
    if (code < 128) {
      const end = from + code + 1;
      if (end > packed.length) return false;
      row.set(packed.subarray(from, Math.min(end, from + row.length - to)), to);
      to += code + 1;
      from = end;
    } else if (code > 128) {
      row.fill(packed[from] ?? 0, to, Math.min(row.length, to + 257 - code));
      to += 257 - code;
      from += 1;
    }
  }
  return to >= row.length;
}

/** The bytes of one row of one channel, valid until the next call; null when they are missing or damaged. */
export type ReadRow = (channel: number, y: number) => Uint8Array | null;

export interface PlaneShape {
  readonly channels: number;
  readonly height: number;
  readonly rowLength: number;
  readonly isLarge: boolean;
}

/**
 * Channels one behind the other, rows raw or PackBits; `reader` stands on the kind of compression.
 * Null for ZIP, which is not written for merged pictures.
 */
export function psdRows(reader: ByteReader, shape: PlaneShape): ReadRow | null {
  const compression = reader.u16();
  if (compression === 0) return rawRows(reader, shape);
  return compression === 1 ? packedRows(reader, shape) : null;
}

function rawRows(reader: ByteReader, { height, rowLength }: PlaneShape): ReadRow {
  const start = reader.position;
  return (channel, y) => {
    const offset = start + (channel * height + y) * rowLength;
    const row = reader.bytes.subarray(offset, offset + rowLength);
    return row.length === rowLength ? row : null;
  };
}

function packedRows(reader: ByteReader, shape: PlaneShape): ReadRow {
  const { channels, height, rowLength, isLarge } = shape;
  const count = channels * height;
  const countLength = isLarge ? 4 : 2;
  if (reader.remaining < count * countLength) return () => null;
  const ends = new Float64Array(count + 1);
  ends[0] = reader.position + count * countLength;
  for (let index = 0; index < count; index += 1)
    ends[index + 1] = (ends[index] ?? 0) + (isLarge ? reader.u32() : reader.u16());
  const row = new Uint8Array(rowLength);
  return (channel, y) => {
    const index = channel * height + y;
    const packed = reader.bytes.subarray(ends[index], ends[index + 1]);
    return unpackBits(packed, row) ? row : null;
  };
}
