interface PsdShape {
  readonly width: number;
  readonly height: number;
  /** The samples of a pixel, as they are to be stored. */
  readonly pixel: (x: number, y: number) => readonly number[];
  /** As the format numbers them: 1 grey, 2 indexed, 3 RGB, 4 CMYK, 7 multichannel, 9 Lab. */
  readonly mode: number;
  readonly depth?: 8 | 16 | 32;
  readonly palette?: Buffer;
  readonly resources?: readonly { readonly id: number; readonly content: Buffer }[];
  /** Says that the first channel behind the colours is transparency, in the place for this depth. */
  readonly hasTransparency?: boolean;
  readonly isLarge?: boolean;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value & 0xffff);
  return bytes;
}

const withLength = (bytes: Buffer) => Buffer.concat([u32(bytes.length), bytes]);

/** A Photoshop document without layers, written from nothing. */
export function writePsd(shape: PsdShape): Buffer {
  const { width, height, pixel, mode, depth = 8, isLarge = false } = shape;
  const { palette = Buffer.alloc(0), resources = [], hasTransparency = false } = shape;
  const channels = pixel(0, 0).length;
  const word = (value: number) => (isLarge ? Buffer.concat([u32(0), u32(value)]) : u32(value));
  const blocks = resources.map(({ id, content }) =>
    Buffer.concat([Buffer.from('8BIM'), u16(id), u16(0), withLength(content)]),
  );
  const minusOne = u16(-1);
  // With 8 bits in the list of layers, else in a block behind the empty list and the mask.
  const [list, more] =
    depth === 8
      ? [minusOne, Buffer.alloc(0)]
      : [Buffer.alloc(0), Buffer.concat([Buffer.from('8BIMMt16'), word(0)])];
  const layers = Buffer.concat([word(list.length), list, ...(depth === 8 ? [] : [u32(0)]), more]);
  const samples = Buffer.alloc((width * height * channels * depth) / 8);
  for (let channel = 0; channel < channels; channel += 1)
    for (let at = 0; at < width * height; at += 1) {
      const value = pixel(at % width, Math.floor(at / width))[channel] ?? 0;
      const place = channel * width * height + at;
      if (depth === 8) samples[place] = value;
      else if (depth === 16) samples.writeUInt16BE(value, place * 2);
      else samples.writeFloatBE(value, place * 4);
    }
  return Buffer.concat([
    Buffer.from('8BPS'),
    u16(isLarge ? 2 : 1),
    Buffer.alloc(6),
    u16(channels),
    u32(height),
    u32(width),
    u16(depth),
    u16(mode),
    withLength(palette),
    withLength(Buffer.concat(blocks)),
    hasTransparency ? Buffer.concat([word(layers.length), layers]) : word(0),
    u16(0),
    samples,
  ]);
}
