import type { ByteReader } from '../byte-reader.ts';
import { unpackBits } from './packbits.ts';

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
