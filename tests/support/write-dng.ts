export interface DngShape {
  readonly width: number;
  readonly height: number;
  /** What falls on a pixel behind its filter, 0 to 1 from black to white; red, green and blue are 0, 1 and 2. */
  readonly light: (x: number, y: number, filter: number) => number;
  /** How much of white light the camera sees behind its filters. */
  readonly neutral?: readonly [number, number, number];
  readonly orientation?: number;
  /** 1 not at all; others are only claimed. */
  readonly compression?: number;
  /** What the file says of itself instead. */
  readonly said?: { readonly width: number; readonly height: number };
}

const black = 512;
const white = 16_383;
const filters = [0, 1, 1, 2];

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

const letters = (text: string) => [...Buffer.from(`${text}\0`, 'latin1')];

/** A DNG of one directory and, behind it, 16 bits a pixel in a Bayer pattern of red, green, green and blue. No preview. */
export function writeDng({
  width,
  height,
  light,
  neutral = [0.5, 1, 0.6],
  orientation = 1,
  compression = 1,
  said = { width, height },
}: DngShape): Buffer {
  const data = Buffer.alloc(width * height * 2);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const filter = filters[(y % 2) * 2 + (x % 2)] ?? 0;
      const seen = Math.min(1, light(x, y, filter) * (neutral[filter] ?? 1));
      data.writeUInt16LE(Math.round(black + seen * (white - black)), (y * width + x) * 2);
    }
  const entries = (dataAt: number): readonly Entry[] => [
    [254, 'long', [0]],
    [256, 'long', [said.width]],
    [257, 'long', [said.height]],
    [258, 'short', [16]],
    [259, 'short', [compression]],
    [262, 'short', [32_803]],
    [271, 'text', letters('Thumbline')],
    [272, 'text', letters('Made')],
    [273, 'long', [dataAt]],
    [274, 'short', [orientation]],
    [277, 'short', [1]],
    [278, 'long', [said.height]],
    [279, 'long', [data.length]],
    [33_421, 'short', [2, 2]],
    [33_422, 'byte', filters],
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
