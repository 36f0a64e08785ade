import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';

interface ExrShape {
  readonly width: number;
  readonly height: number;
  /** By their names, in the order of the alphabet, as files have them. */
  readonly channels: readonly string[];
  /** Of a pixel of what is stored. */
  readonly light: (x: number, y: number) => Readonly<Record<string, number>>;
  readonly type?: 'half' | 'float';
  readonly packing?: 'none' | 'rle' | 'zips' | 'zip';
  /** Bits of the second word beside the version. */
  readonly flags?: number;
  /** Stands in place of the number of the packing. */
  readonly compression?: number;
  /** What is to be seen: left, top, right and bottom. Left out, all that is stored. */
  readonly display?: readonly [number, number, number, number];
  readonly primaries?: readonly number[];
  /** Channels that have one sample for so many pixels along each edge. Without a packing. */
  readonly steps?: Readonly<Record<string, number>>;
}

const packings = { none: 0, rle: 1, zips: 2, zip: 3 } as const;
const rowsOf = { none: 1, rle: 1, zips: 1, zip: 16 } as const;
const types = { half: 1, float: 2 } as const;

/** For numbers that a half holds as they are, and the nearest below for others. */
export function halfBits(value: number): number {
  if (value <= 0) return 0;
  const power = Math.max(-14, Math.floor(Math.log2(value)));
  const part = Math.floor((value / 2 ** power) * 1024);
  return part < 1024 ? part : ((power + 15) << 10) | (part - 1024);
}

const zero = Buffer.of(0);
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value | 0);
  return bytes;
};
const floats = (values: readonly number[]) => Buffer.from(Float32Array.from(values).buffer);

function attribute(name: string, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${name}\0${type}\0`), u32(value.length), value]);
}

/** Even bytes before odd ones, each as its distance to the one before. */
function spread(block: Buffer): Buffer {
  const parts = [0, 1].flatMap((odd) => [...block].filter((_, at) => at % 2 === odd));
  return Buffer.from(parts.map((value, at) => (at ? value - (parts[at - 1] ?? 0) + 128 : value)));
}

/** Single bytes as they are, longer runs as runs. */
function runs(bytes: Buffer): Buffer {
  const out: number[] = [];
  for (let at = 0; at < bytes.length;) {
    let count = 1;
    while (count < 128 && bytes[at + count] === bytes[at]) count += 1;
    out.push(...(count > 1 ? [count - 1] : [255]), bytes[at] ?? 0);
    at += count;
  }
  return Buffer.from(out);
}

function packed(block: Buffer, packing: keyof typeof packings): Buffer {
  if (packing === 'none') return block;
  const small = packing === 'rle' ? runs(spread(block)) : deflateSync(spread(block));
  return small.length < block.length ? small : block;
}

/** An OpenEXR picture in rows, by the published layout of the format. */
export function writeExr(shape: ExrShape): Buffer {
  const { width, height, channels, light, type = 'half', packing = 'none' } = shape;
  const { display = [0, 0, width - 1, height - 1], flags = 0, steps = {} } = shape;
  const stepOf = (name: string) => steps[name] ?? 1;
  const list = channels.map((name) =>
    Buffer.concat([
      Buffer.from(`${name}\0`),
      ...[types[type], 0, stepOf(name), stepOf(name)].map(u32),
    ]),
  );
  const header = Buffer.concat([
    Buffer.from([0x76, 0x2f, 0x31, 0x01]),
    u32(2 | flags),
    attribute('channels', 'chlist', Buffer.concat([...list, zero])),
    attribute('compression', 'compression', Buffer.of(shape.compression ?? packings[packing])),
    attribute('dataWindow', 'box2i', Buffer.concat([0, 0, width - 1, height - 1].map(u32))),
    attribute('displayWindow', 'box2i', Buffer.concat(display.map(u32))),
    ...(shape.primaries
      ? [attribute('chromaticities', 'chromaticities', floats(shape.primaries))]
      : []),
    attribute('lineOrder', 'lineOrder', zero),
    zero,
  ]);
  const rowOf = (y: number, name: string) => {
    const step = stepOf(name);
    const count = y % step === 0 ? Math.ceil(width / step) : 0;
    const values = Array.from({ length: count }, (_, x) => light(x * step, y)[name] ?? 0);
    return type === 'float'
      ? floats(values)
      : Buffer.from(Uint16Array.from(values, halfBits).buffer);
  };
  const rows = rowsOf[packing];
  const blocks = Array.from({ length: Math.ceil(height / rows) }, (_, index) => {
    const ys = Array.from({ length: Math.min(rows, height - index * rows) }, (__, row) => row);
    const block = Buffer.concat(
      ys.flatMap((row) => channels.map((name) => rowOf(index * rows + row, name))),
    );
    const content = packed(block, packing);
    return Buffer.concat([u32(index * rows), u32(content.length), content]);
  });
  let offset = header.length + blocks.length * 8;
  const table = blocks.map((block) => {
    const place = Buffer.concat([u32(offset), u32(0)]);
    offset += block.length;
    return place;
  });
  return Buffer.concat([header, ...table, ...blocks]);
}
