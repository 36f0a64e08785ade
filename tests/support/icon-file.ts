import sharp from 'sharp';

/** One picture of an icon file as it lies there. `png` is what sharp can open. */
export interface IconPicture {
  readonly edge: number;
  readonly kind: 'bitmap' | 'runs' | 'png';
  readonly png: Buffer;
}

const isPng = (bytes: Buffer) => bytes.toString('latin1', 1, 4) === 'PNG';

function pngOf(rgba: Buffer, edge: number): Promise<Buffer> {
  return sharp(rgba, { raw: { width: edge, height: edge, channels: 4 } })
    .png()
    .toBuffer();
}

/** By the layout that Microsoft published: no code is shared with what writes or reads icons in the worker. */
function bitmapPixels(bitmap: Buffer, edge: number): Buffer {
  const rgba = Buffer.alloc(edge * edge * 4);
  const maskStride = Math.ceil(edge / 32) * 4;
  for (let y = 0; y < edge; y++) {
    for (let x = 0; x < edge; x++) {
      const from = 40 + ((edge - 1 - y) * edge + x) * 4;
      const [blue = 0, green = 0, red = 0, alpha = 0] = bitmap.subarray(from, from + 4);
      rgba.set([red, green, blue, alpha], (y * edge + x) * 4);
      const mask = bitmap[40 + edge * edge * 4 + (edge - 1 - y) * maskStride + (x >> 3)] ?? 0;
      const isHidden = ((mask >> (7 - (x & 7))) & 1) === 1;
      if (isHidden !== (alpha === 0)) throw new Error(`the mask is wrong at ${x}, ${y}`);
    }
  }
  return rgba;
}

export async function readIco(file: Buffer): Promise<readonly IconPicture[]> {
  if (file.readUInt32LE(0) !== 0x00_01_00_00) throw new Error('not an icon');
  const pictures: IconPicture[] = [];
  for (let index = 0; index < file.readUInt16LE(4); index++) {
    const entry = file.subarray(6 + index * 16, 22 + index * 16);
    const edge = entry[0] || 256;
    const length = entry.readUInt32LE(8);
    const start = entry.readUInt32LE(12);
    const content = file.subarray(start, start + length);
    if (entry[1] !== entry[0] || entry.readUInt16LE(6) !== 32) throw new Error('a wrong entry');
    const bitmapLength = 40 + edge * edge * 4 + edge * Math.ceil(edge / 32) * 4;
    if (isPng(content)) pictures.push({ edge, kind: 'png', png: content });
    else {
      if (content.length !== bitmapLength) throw new Error('a bitmap of a wrong length');
      const rgba = bitmapPixels(content, edge);
      pictures.push({ edge, kind: 'bitmap', png: await pngOf(rgba, edge) });
    }
  }
  return pictures;
}

const runTypes = new Map([
  ['is32', ['s8mk', 16]],
  ['il32', ['l8mk', 32]],
] as const);

function runPixels(colours: Buffer, mask: Buffer): Buffer {
  const count = mask.length;
  const values: number[] = [];
  for (let at = 0; at < colours.length;) {
    const head = colours[at] ?? 0;
    if (head < 128) values.push(...colours.subarray(at + 1, at + 2 + head));
    else values.push(...Array.from({ length: head - 125 }, () => colours[at + 1] ?? 0));
    at += head < 128 ? head + 2 : 2;
  }
  if (values.length !== count * 3) throw new Error('runs of a wrong length');
  return Buffer.from(
    Array.from(mask, (alpha, at) =>
      [0, 1, 2].map((one) => values[one * count + at] ?? 0).concat(alpha),
    ).flat(),
  );
}

/** The elements of a Mac icon by type. */
export function icnsElements(file: Buffer): ReadonlyMap<string, Buffer> {
  if (file.toString('latin1', 0, 4) !== 'icns' || file.readUInt32BE(4) !== file.length)
    throw new Error('not a whole Mac icon');
  const elements = new Map<string, Buffer>();
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    const type = file.toString('latin1', at, at + 4);
    elements.set(type, file.subarray(at + 8, at + file.readUInt32BE(at + 4)));
  }
  return elements;
}

export async function readIcns(file: Buffer): Promise<readonly IconPicture[]> {
  const elements = icnsElements(file);
  const pictures: IconPicture[] = [];
  for (const [type, content] of elements) {
    const runs = runTypes.get(type as 'is32');
    if (runs) {
      const [mask, edge] = runs;
      const rgba = runPixels(content, elements.get(mask) ?? Buffer.alloc(0));
      pictures.push({ edge, kind: 'runs', png: await pngOf(rgba, edge) });
    } else if (isPng(content)) {
      pictures.push({ edge: content.readUInt32BE(16), kind: 'png', png: content });
    }
  }
  return pictures;
}
