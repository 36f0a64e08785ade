import type { ByteReader } from '../../bytes/byte-reader.ts';

/** Writes a run's or a literal's next value; `index` counts within it. */
interface Depth {
  /** Reads `count` values, for each one calls `put`. */
  readonly literal: (reader: ByteReader, count: number, put: (value: number) => void) => void;
  /** Reads the value(s) of a run; gives the one at `index`. */
  readonly run: (reader: ByteReader) => (index: number) => number;
}

const eightBits: Depth = {
  literal(reader, count, put) {
    const end = reader.position + count + (count & 1);
    for (let index = 0; index < count; index += 1) put(reader.u8());
    reader.position = end;
  },
  run(reader) {
    const value = reader.u8();
    return () => value;
  },
};

const fourBits: Depth = {
  literal(reader, count, put) {
    const length = Math.ceil(count / 2);
    const end = reader.position + length + (length & 1);
    for (let index = 0, pair = 0; index < count; index += 1) {
      if (index % 2 === 0) pair = reader.u8();
      put(index % 2 === 0 ? pair >> 4 : pair & 15);
    }
    reader.position = end;
  },
  run(reader) {
    const pair = reader.u8();
    return (index) => (index % 2 === 0 ? pair >> 4 : pair & 15);
  },
};

const readBlueGreenRed = (reader: ByteReader) =>
  (reader.u8() << 16) | (reader.u8() << 8) | reader.u8();

const twentyFourBits: Depth = {
  literal(reader, count, put) {
    const end = reader.position + count * 3 + (count & 1);
    for (let index = 0; index < count; index += 1) put(readBlueGreenRed(reader));
    reader.position = end;
  },
  run(reader) {
    const value = readBlueGreenRed(reader);
    return () => value;
  },
};

const depths = { rle4: fourBits, rle8: eightBits, rle24: twentyFourBits };

interface RunLengthPicture {
  readonly width: number;
  readonly height: number;
  readonly compression: keyof typeof depths;
}

/**
 * Calls `put` with each pixel's place, counted in file order, and its value. What the file skips is not put.
 * False when the bytes end before the picture does.
 */
export function readRunLengths(
  reader: ByteReader,
  { width, height, compression }: RunLengthPicture,
  put: (place: number, value: number) => void,
): boolean {
  const depth = depths[compression];
  let x = 0;
  let y = 0;
  const putNext = (value: number) => {
    if (x < width) put(y * width + x, value);
    x += 1;
  };
  while (y < height) {
    const count = reader.u8();
    if (count > 0) {
      const value = depth.run(reader);
      for (let index = 0; index < count; index += 1) putNext(value(index));
    } else {
      const escape = reader.u8();
      if (escape === 1 && !reader.isExhausted) return true;
      if (escape === 0) {
        x = 0;
        y += 1;
      } else if (escape === 2) {
        x += reader.u8();
        y += reader.u8();
      } else depth.literal(reader, escape, putNext);
    }
    // A last row without its end mark is complete.
    if (reader.isExhausted) return y === height - 1 && x >= width;
  }
  return true;
}
