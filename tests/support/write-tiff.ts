import { deflateSync, zstdCompressSync } from 'node:zlib';

export interface TiffShape {
  readonly width: number;
  readonly height: number;
  /** The samples of a pixel, as they are to be stored. */
  readonly pixel: (x: number, y: number) => readonly number[];
  readonly bits?: number;
  readonly kind?: 'unsigned' | 'signed' | 'float';
  readonly photometric?: number;
  readonly extras?: readonly number[];
  /** Of YCbCr. */
  readonly subsampling?: readonly number[];
  /** Of YCbCr: the numbers of black and white, and of none and all of each difference. */
  readonly reference?: readonly number[];
  readonly isPlanar?: boolean;
  readonly isBigEndian?: boolean;
  readonly isBig?: boolean;
  /** 1 not at all, 8 Deflate, 50,000 Zstandard; others are only claimed. */
  readonly compression?: number;
  readonly predictor?: 1 | 2 | 3;
  readonly tile?: number;
  readonly map?: readonly number[];
  readonly orientation?: number;
  /** 1 a smaller copy of another picture, 4 a mask. */
  readonly subfile?: number;
  /** Where in a file it will stand. */
  readonly base?: number;
}

const kinds = { unsigned: 1, signed: 2, float: 3 };

/** The bits of a number in a short kind of floating point, rounded; made for numbers from 0 to a few. */
function smallFloat(value: number, exponentBits: number, fractionBits: number): number {
  if (value === 0) return 0;
  const bias = 2 ** (exponentBits - 1) - 1;
  const exponent = Math.max(1 - bias, Math.floor(Math.log2(value)));
  const steps = Math.round((value / 2 ** exponent - 1) * 2 ** fractionBits);
  return (exponent + bias) * 2 ** fractionBits + steps;
}

interface Stored {
  readonly at: number;
  readonly value: number;
}

function put(view: DataView, { at, value }: Stored, shape: TiffShape): void {
  const { bits = 8, kind = 'unsigned', isBigEndian = false } = shape;
  const isLittle = !isBigEndian && shape.predictor !== 3;
  if (kind === 'float' && bits === 32) return view.setFloat32(at, value, isLittle);
  if (kind === 'float' && bits === 64) return view.setFloat64(at, value, isLittle);
  const whole =
    kind !== 'float' ? value : bits === 16 ? smallFloat(value, 5, 10) : smallFloat(value, 7, 16);
  if (bits === 8) return view.setUint8(at, whole & 0xff);
  if (bits === 16) return view.setUint16(at, whole & 0xffff, isLittle);
  if (bits === 32) return view.setUint32(at, whole, isLittle);
  const bytes = [whole & 0xff, (whole >> 8) & 0xff, (whole >> 16) & 0xff];
  (isLittle ? bytes : bytes.toReversed()).forEach((byte, index) => view.setUint8(at + index, byte));
}

/** One row of samples, packed to a whole number of bytes. */
function rowOf(samples: readonly number[], shape: TiffShape): Buffer {
  const { bits = 8 } = shape;
  const row = Buffer.alloc(Math.ceil((samples.length * bits) / 8));
  const view = new DataView(row.buffer, row.byteOffset, row.length);
  if (bits % 8 === 0) {
    samples.forEach((sample, index) => put(view, { at: (index * bits) / 8, value: sample }, shape));
    return row;
  }
  samples.forEach((sample, index) => {
    for (let bit = 0; bit < bits; bit += 1) {
      const at = index * bits + bit;
      const isSet = Math.floor(sample / 2 ** (bits - 1 - bit)) % 2 === 1;
      if (isSet) row[at >> 3] = (row[at >> 3] ?? 0) | (0x80 >> (at & 7));
    }
  });
  return row;
}

function predicted(row: Buffer, stride: number, { bits = 8, predictor = 1 }: TiffShape): Buffer {
  if (predictor === 1) return row;
  const bytes = bits / 8;
  const count = row.length / bytes;
  const arranged = Buffer.from(row);
  // All first bytes, then all second ones, …
  if (predictor === 3)
    for (let index = 0; index < count; index += 1)
      for (let byte = 0; byte < bytes; byte += 1)
        arranged[byte * count + index] = row[index * bytes + byte] ?? 0;
  const result = Buffer.from(arranged);
  if (bits === 8 || predictor === 3)
    for (let at = row.length - 1; at >= stride; at -= 1)
      result[at] = (arranged[at] ?? 0) - (arranged[at - stride] ?? 0);
  if (bits === 64 && predictor === 2)
    for (let at = row.length - 8; at >= stride * 8; at -= 8) {
      const more = row.readBigUInt64LE(at) - row.readBigUInt64LE(at - stride * 8);
      result.writeBigUInt64LE(BigInt.asUintN(64, more), at);
    }
  return result;
}

/** A TIFF of one picture, written from nothing, in strips of five rows or in square tiles. */
export function writeTiff(shape: TiffShape): Buffer {
  const { width, height, pixel, bits = 8, kind = 'unsigned', photometric = 2 } = shape;
  const { extras, isPlanar = false, isBigEndian = false, isBig = false, tile } = shape;
  const { compression = 1, predictor = 1, map, orientation, subfile, base } = shape;
  const samples = pixel(0, 0).length;
  const [chunkWidth, chunkHeight] = tile ? [tile, tile] : [width, 5];
  const chunks: Buffer[] = [];
  const inside = (value: number, edge: number) => Math.min(value, edge - 1);
  for (let plane = 0; plane < (isPlanar ? samples : 1); plane += 1)
    for (let top = 0; top < height; top += chunkHeight)
      for (let left = 0; left < width; left += chunkWidth) {
        const rows = tile ? tile : Math.min(chunkHeight, height - top);
        const chunk = Array.from({ length: rows }, (_, y) => {
          const row = Array.from({ length: chunkWidth }, (_, x) => {
            const stored = pixel(inside(left + x, width), inside(top + y, height));
            return isPlanar ? [stored[plane] ?? 0] : stored;
          });
          return predicted(rowOf(row.flat(), shape), isPlanar ? 1 : samples, shape);
        });
        const bytes = Buffer.concat(chunk);
        const pack = { 8: deflateSync, 50_000: zstdCompressSync }[compression];
        chunks.push(pack ? pack(bytes) : bytes);
      }

  const lengths = chunks.map((chunk) => chunk.length);
  const places = tile
    ? { width: 322, height: 323, offsets: 324, lengths: 325 }
    : { width: null, height: 278, offsets: 273, lengths: 279 };
  const entries: Entry[] = [
    [256, long, [width]],
    [257, long, [height]],
    [258, short, Array.from({ length: samples }, () => bits)],
    [259, short, [compression]],
    [262, short, [photometric]],
    [277, short, [samples]],
    [284, short, [isPlanar ? 2 : 1]],
    [317, short, [predictor]],
    [339, short, Array.from({ length: samples }, () => kinds[kind])],
    [places.height, long, [chunkHeight]],
    [places.lengths, long, lengths],
  ];
  if (shape.subsampling) entries.push([530, short, shape.subsampling]);
  if (shape.reference) entries.push([532, rational, shape.reference.flatMap((part) => [part, 1])]);
  if (places.width) entries.push([places.width, long, [chunkWidth]]);
  if (subfile) entries.push([254, long, [subfile]]);
  if (orientation) entries.push([274, short, [orientation]]);
  if (map) entries.push([320, short, map]);
  if (extras) entries.push([338, short, extras]);
  const order = { isBig, isBigEndian, ...(base !== undefined && { base }) };
  return assembleTiff({ chunks, offsetsTag: places.offsets, ...order }, () => entries);
}

/** A TIFF of several pictures, all of one order of bytes. */
export function writeTiffs(shapes: readonly TiffShape[]): Buffer {
  let file = Buffer.alloc(0);
  let nextAt = 0;
  for (const shape of shapes) {
    const { isBig = false, isBigEndian = false } = shape;
    const one = writeTiff({ ...shape, base: file.length });
    const [wordBytes, firstAt] = isBig ? [8, 8] : [4, 4];
    const first = one.subarray(firstAt, firstAt + wordBytes);
    if (nextAt > 0) first.copy(file, nextAt);
    file = Buffer.concat([file, one]);
    if (isBigEndian !== (file[0] === 0x4d)) throw new Error('They have two orders of bytes.');
    // The directory stands last, and at its end where the next one is.
    nextAt = file.length - wordBytes;
  }
  return file;
}

/** A tag, the type of its numbers, and the numbers; of fractions both. */
export type Entry = readonly [
  number,
  typeof short | typeof long | typeof rational,
  readonly number[],
];
export const short = 3;
export const long = 4;
const rational = 5;

interface TiffParts {
  readonly chunks: readonly Buffer[];
  /** Where it is said where the chunks stand. */
  readonly offsetsTag: number;
  /** More bytes that a directory points to. */
  readonly tables?: readonly Buffer[];
  readonly isBig?: boolean;
  readonly isBigEndian?: boolean;
  /** Where in a file it will stand. */
  readonly base?: number;
}

/** `entries` gets where the tables stand. */
export function assembleTiff(
  { chunks, offsetsTag, tables = [], isBig = false, isBigEndian = false, base = 0 }: TiffParts,
  entries: (tables: readonly number[]) => readonly Entry[],
): Buffer {
  const word = isBig ? 8 : 4;
  const parts: Buffer[] = [Buffer.alloc(isBig ? 16 : 8)];
  const length = () => parts.reduce((sum, part) => sum + part.length, base);
  const place = (bytes: Buffer) => {
    const at = length();
    parts.push(bytes);
    return at;
  };
  const number = (size: number, value: number) => {
    const bytes = Buffer.alloc(size);
    for (let at = 0; at < size; at += 1) {
      const digit = isBigEndian ? size - 1 - at : at;
      bytes[digit] = Math.floor(value / 256 ** at) % 256;
    }
    return bytes;
  };
  const offsets = chunks.map(place);
  const all = [...entries(tables.map(place)), [offsetsTag, long, offsets] as const];
  const rows = all
    .toSorted(([one], [other]) => one - other)
    .map(([tag, type, values]) => {
      const bytes = Buffer.concat(values.map((value) => number(type === short ? 2 : 4, value)));
      const value = Buffer.alloc(word);
      (bytes.length <= word ? bytes : number(word, place(bytes))).copy(value);
      const count = type === rational ? values.length / 2 : values.length;
      return Buffer.concat([number(2, tag), number(2, type), number(word, count), value]);
    });
  const start = place(
    Buffer.concat([number(isBig ? 8 : 2, rows.length), ...rows, number(word, 0)]),
  );
  parts[0] = Buffer.concat([
    Buffer.from(isBigEndian ? 'MM' : 'II'),
    number(2, isBig ? 43 : 42),
    ...(isBig ? [number(2, 8), number(2, 0)] : []),
    number(word, start),
  ]);
  return Buffer.concat(parts);
}
