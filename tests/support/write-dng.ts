export interface DngShape {
  readonly width: number;
  readonly height: number;
  /** What falls on a pixel behind its filter, 0 to 1 from black to white; red, green and blue are 0, 1 and 2. */
  readonly light: (x: number, y: number, filter: number) => number;
  /** How much of white light the camera sees behind its filters. */
  readonly neutral?: readonly [number, number, number];
  readonly orientation?: number;
  /** Which filter each pixel of a cell has; red, green, green and blue where nothing is said. */
  readonly cell?: readonly (readonly number[])[];
  /** How a pixel is stored: in 16 bits, in 12 without gaps, or by lossless JPEG. */
  readonly packing?: keyof typeof packings;
  /** Is only claimed. */
  readonly compression?: number;
  /** What the file says of itself instead. */
  readonly said?: { readonly width: number; readonly height: number };
}

/** Bits of a pixel in a lossless JPEG. */
const precision = 14;
const bayer = [
  [0, 1],
  [1, 2],
];

/** XYZ to linear sRGB (IEC 61966-2-1), so that the camera's colours are those of sRGB. */
const matrix = [3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.204, 1.057];

const types = {
  byte: { code: 1, size: 1 },
  text: { code: 2, size: 1 },
  short: { code: 3, size: 2 },
  long: { code: 4, size: 4 },
  ratio: { code: 5, size: 8 },
  signedRatio: { code: 10, size: 8 },
};
const parts = 10_000;

type Entry = readonly [tag: number, type: keyof typeof types, values: readonly number[]];

function valueBytes(type: keyof typeof types, values: readonly number[]): Buffer {
  const { size } = types[type];
  const bytes = Buffer.alloc(Math.max(4, values.length * size));
  values.forEach((value, index) => {
    const at = index * size;
    if (size === 1) bytes.writeUInt8(value, at);
    else if (size === 2) bytes.writeUInt16LE(value, at);
    else if (size === 4) bytes.writeUInt32LE(value, at);
    else {
      bytes.writeInt32LE(Math.round(value * parts), at);
      bytes.writeInt32LE(parts, at + 4);
    }
  });
  return bytes;
}

/** What the sensor saw, by rows, from black to white. */
interface Mosaic {
  readonly width: number;
  readonly height: number;
  readonly values: readonly number[];
}

function words({ values }: Mosaic): Buffer {
  const data = Buffer.alloc(values.length * 2);
  values.forEach((value, at) => data.writeUInt16LE(value, at * 2));
  return data;
}

/** The highest bit first. Writes numbers of up to 16 bits. */
class BitWriter {
  readonly bytes: number[] = [];
  #held = 0;
  #count = 0;
  write(value: number, bits: number): void {
    this.#held = (this.#held << bits) | value;
    for (this.#count += bits; this.#count >= 8; this.#count -= 8)
      this.bytes.push((this.#held >> (this.#count - 8)) & 0xff);
    this.#held &= (1 << this.#count) - 1;
  }
}

function twelveBits({ values }: Mosaic): Buffer {
  const bits = new BitWriter();
  for (const value of values) bits.write(value, 12);
  return Buffer.from(bits.bytes);
}

const segment = (marker: number, bytes: readonly number[]) => [
  0xff,
  marker,
  0,
  bytes.length + 2,
  ...bytes,
];
const high = (value: number) => [value >> 8, value & 0xff];

/** As Adobe writes it: every other pixel is of a second component; what is stored is the difference to the one before (T.81, H). */
function losslessJpeg({ width, height, values }: Mosaic): Buffer {
  const bits = new BitWriter();
  values.forEach((value, at) => {
    const x = at % width;
    const before = values[x > 1 ? at - 2 : at - width] ?? 1 << (precision - 1);
    const difference = value - before;
    const size = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
    bits.write(size, 5);
    bits.write(difference < 0 ? difference + (1 << size) - 1 : difference, size);
  });
  bits.write(0x7f, 7);
  const lengths = [0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const symbols = Array.from({ length: 17 }, (_, at) => at);
  const components = [0, 0x11, 0, 1, 0x11, 0];
  const frame = [precision, ...high(height), ...high(width / 2), 2, ...components];
  return Buffer.from([
    0xff,
    0xd8,
    ...segment(0xc3, frame),
    ...segment(0xc4, [0, ...lengths, ...symbols]),
    ...segment(0xda, [2, 0, 0, 1, 0, 1, 0, 0]),
    ...bits.bytes.flatMap((byte) => (byte === 0xff ? [byte, 0] : [byte])),
    0xff,
    0xd9,
  ]);
}

/** `bits` as the file says them, `white` as they can be. */
const packings = {
  words: { compression: 1, bits: 16, black: 512, white: 16_383, pack: words },
  '12 bits': { compression: 1, bits: 12, black: 256, white: 4095, pack: twelveBits },
  'lossless JPEG': { compression: 7, bits: 16, black: 512, white: 16_383, pack: losslessJpeg },
} as const;

const letters = (text: string) => [...Buffer.from(`${text}\0`, 'latin1')];

/** A DNG of one directory and, behind it, what a sensor saw behind its filters. No preview. */
export function writeDng({
  width,
  height,
  light,
  neutral = [0.5, 1, 0.6],
  orientation = 1,
  cell = bayer,
  packing = 'words',
  compression = packings[packing].compression,
  said = { width, height },
}: DngShape): Buffer {
  const { black, white, bits, pack } = packings[packing];
  const values = Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const filter = cell[y % cell.length]?.[x % cell.length] ?? 0;
    const seen = Math.min(1, light(x, y, filter) * (neutral[filter] ?? 1));
    return Math.round(black + seen * (white - black));
  });
  const data = pack({ width, height, values });
  const entries = (dataAt: number): readonly Entry[] => [
    [254, 'long', [0]],
    [256, 'long', [said.width]],
    [257, 'long', [said.height]],
    [258, 'short', [bits]],
    [259, 'short', [compression]],
    [262, 'short', [32_803]],
    [271, 'text', letters('Thumbline')],
    [272, 'text', letters('Made')],
    [273, 'long', [dataAt]],
    [274, 'short', [orientation]],
    [277, 'short', [1]],
    [278, 'long', [said.height]],
    [279, 'long', [data.length]],
    [33_421, 'short', [cell.length, cell.length]],
    [33_422, 'byte', cell.flat()],
    [50_706, 'byte', [1, 4, 0, 0]],
    [50_708, 'text', letters('Thumbline Made')],
    [50_714, 'long', [black]],
    [50_717, 'long', [white]],
    [50_721, 'signedRatio', matrix],
    [50_728, 'ratio', neutral],
    // Daylight of 6,500 K.
    [50_778, 'short', [21]],
  ];
  const build = (dataAt: number): Buffer => {
    const list = entries(dataAt);
    const head = Buffer.alloc(8 + 2 + list.length * 12 + 4);
    head.write('49492a0008000000', 'hex');
    head.writeUInt16LE(list.length, 8);
    const tail: Buffer[] = [];
    let end = head.length;
    list.forEach(([tag, type, values], index) => {
      const at = 10 + index * 12;
      const bytes = valueBytes(type, values);
      head.writeUInt16LE(tag, at);
      head.writeUInt16LE(types[type].code, at + 2);
      head.writeUInt32LE(values.length, at + 4);
      if (bytes.length === 4) bytes.copy(head, at + 8);
      else head.writeUInt32LE(end, at + 8);
      const padded = Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)]);
      if (bytes.length > 4) tail.push(padded);
      if (bytes.length > 4) end += padded.length;
    });
    return Buffer.concat([head, ...tail]);
  };
  return Buffer.concat([build(build(0).length), data]);
}
