import type { ByteReader } from '../../bytes/byte-reader.ts';

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
