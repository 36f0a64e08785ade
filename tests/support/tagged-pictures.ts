import { crc32 } from 'node:zlib';
import sharp, { type SharpOptions } from 'sharp';
import { box, withProperty } from '../../src/worker/decoding/colour/heif-colour.ts';
import { readPrimaryItem } from '../../src/worker/decoding/heif/primary-item.ts';

export type Rgb = readonly [number, number, number];

/** Pure and mixed colours, and greys from black to white. 0–1. */
export const patches: readonly Rgb[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [0.75, 0.25, 0.5],
  [0.3, 0.6, 0.45],
  [0.2, 0.3, 0.7],
  [0, 0, 0],
  [0.1, 0.1, 0.1],
  [0.25, 0.25, 0.25],
  [0.5, 0.5, 0.5],
  [0.58, 0.58, 0.58],
  [0.75, 0.75, 0.75],
  [1, 1, 1],
];

/** Edge of a patch, so that JPEG's blocks hold one colour. Pixels. */
const edge = 16;
const height = edge;
const width = patches.length * edge;

/** What 8 or 16 bits leave of a colour. */
export const asStored = (colour: Rgb, bits: 8 | 16): Rgb => {
  const most = 2 ** bits - 1;
  const [r, g, b] = colour;
  return [Math.round(r * most) / most, Math.round(g * most) / most, Math.round(b * most) / most];
};

function samples(bits: 8 | 16): Buffer | Uint16Array {
  const row = patches.flatMap((colour) => Array.from({ length: edge }, () => colour).flat());
  const all = Array.from({ length: height }, () => row).flat();
  const scaled = all.map((value) => Math.round(value * (2 ** bits - 1)));
  return bits === 8 ? Buffer.from(scaled) : Uint16Array.from(scaled);
}

/** The patches side by side, with no word of their colours. */
export function plainPatches(bits: 8 | 16 = 8) {
  const picture = sharp(samples(bits), { raw: { width, height, channels: 3 } });
  return bits === 16 ? picture.toColourspace('rgb16') : picture;
}

export const plainPng = (bits: 8 | 16 = 8) => plainPatches(bits).png().toBuffer();

/** The same, larger by a whole number, without a colour between two patches. */
export function largePatches(factor: number, bits: 8 | 16 = 8) {
  const size = [width * factor, height * factor] as const;
  return plainPatches(bits).resize(...size, { fit: 'fill', kernel: 'nearest' });
}
export const patchesSize = { width, height };

/** The middle of each patch, 0–255. */
export async function patchesOf(file: Buffer, options: SharpOptions = {}): Promise<Rgb[]> {
  const { data, info } = await sharp(file, options)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return patches.map((_, patch) => {
    const at = (Math.floor(info.height / 2) * info.width + patch * edge + edge / 2) * info.channels;
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  });
}

export function pngChunk(type: string, body: Buffer | readonly number[]): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(body)]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length - 4, 0);
  ends.writeUInt32BE(crc32(content), 4);
  return Buffer.concat([ends.subarray(0, 4), content, ends.subarray(4)]);
}

const signatureAndHeader = 33;

export const withChunks = (png: Buffer, ...chunks: readonly Buffer[]): Buffer =>
  Buffer.concat([png.subarray(0, signatureAndHeader), ...chunks, png.subarray(signatureAndHeader)]);

const longs = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32BE(value, at * 4));
  return bytes;
};

export const cicp = (primaries: number, transfer: number, isFull = 1) =>
  pngChunk('cICP', [primaries, transfer, 0, isFull]);
export const gama = (value: number) => pngChunk('gAMA', longs(Math.round(value * 100_000)));
/** White, red, green and blue: x and y of each. */
export const chrm = (...places: readonly number[]) =>
  pngChunk('cHRM', longs(...places.map((place) => Math.round(place * 100_000))));
export const brightest = (light: number) =>
  pngChunk('cLLI', longs(Math.round(light * 10_000), Math.round(light * 5000)));

/** A block of EXIF, big-endian, with these entries behind the pointer to the camera's own directory. */
function exifBlock(colourSpace: number, interop: string | null): Buffer {
  const entry = (tag: number, type: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16BE(tag, 0);
    bytes.writeUInt16BE(type, 2);
    bytes.writeUInt32BE(1, 4);
    if (type === 3) bytes.writeUInt16BE(value, 8);
    else bytes.writeUInt32BE(value, 8);
    return bytes;
  };
  const directory = (...entries: readonly Buffer[]) =>
    Buffer.concat([Buffer.from([0, entries.length]), ...entries, Buffer.alloc(4)]);
  const name = Buffer.from([0, 1, 0, 2, 0, 0, 0, 4, ...Buffer.from(`${interop ?? ''}\0\0\0\0`)]);
  // The first directory stands at 8 and has 18 bytes, the second 30.
  return Buffer.concat([
    Buffer.from('MM\0*\0\0\0\b', 'latin1'),
    directory(entry(0x8769, 4, 26)),
    directory(entry(0xa001, 3, colourSpace), entry(0xa005, 4, 56)),
    ...(interop === null ? [] : [directory(name.subarray(0, 12))]),
  ]);
}

/** A JPEG of the patches whose EXIF says this of its colours. */
export async function jpegWithExif(colourSpace: number, interop: string | null): Promise<Buffer> {
  const jpeg = await plainPatches().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
  return withExif(jpeg, colourSpace, interop);
}

export function withExif(jpeg: Buffer, colourSpace: number, interop: string | null): Buffer {
  const block = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifBlock(colourSpace, interop)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(block.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, block, jpeg.subarray(2)]);
}

/** A TIFF of the patches, little-endian, with the same in EXIF behind all else. */
export async function tiffWithExif(colourSpace: number, bits: 8 | 16): Promise<Buffer> {
  const tiff = await plainPatches(bits).tiff({ compression: 'none' }).toBuffer();
  if (tiff.readUInt16BE(0) !== 0x4949) throw new Error('this TIFF is big-endian');
  const start = tiff.readUInt32LE(4);
  const count = tiff.readUInt16LE(start);
  const end = start + 2 + count * 12;
  const directoryAt = tiff.length + (tiff.length % 2);
  const exifAt = directoryAt + 2 + (count + 1) * 12 + 4;
  const pointer = Buffer.alloc(12);
  pointer.writeUInt16LE(0x8769, 0);
  pointer.writeUInt16LE(4, 2);
  pointer.writeUInt32LE(1, 4);
  pointer.writeUInt32LE(exifAt, 8);
  const exif = Buffer.from([1, 0, 0x01, 0xa0, 3, 0, 1, 0, 0, 0, colourSpace, 0, 0, 0, 0, 0, 0, 0]);
  const longer = Buffer.from(tiff.subarray(start, start + 2));
  longer.writeUInt16LE(count + 1, 0);
  tiff.writeUInt32LE(directoryAt, 4);
  return Buffer.concat([
    tiff,
    Buffer.alloc(tiff.length % 2),
    longer,
    tiff.subarray(start + 2, end),
    pointer,
    Buffer.alloc(4),
    exif,
  ]);
}

/** An AVIF of the patches with these code points in its container. */
export async function avifWithCodes(primaries: number, transfer: number): Promise<Buffer> {
  const avif = await plainPatches().avif({ lossless: true, chromaSubsampling: '4:4:4' }).toBuffer();
  const at = avif.indexOf('nclx');
  avif.writeUInt16BE(primaries, at + 4);
  avif.writeUInt16BE(transfer, at + 6);
  return avif;
}

/** A HEIF whose primary picture says nothing of its colours, with these code points. */
export function heifWithCodes(bytes: Buffer, ...codes: readonly [number, number]): Buffer {
  const content = Buffer.from([...Buffer.from('nclx'), 0, codes[0], 0, codes[1], 0, 6, 0x80]);
  return heifWith(bytes, 'colr', content);
}

/** A HEIF whose primary picture has one property more, after all others. */
export function heifWith(bytes: Buffer, type: string, content: Buffer): Buffer {
  const item = readPrimaryItem(bytes);
  const more = item && withProperty(bytes, item, box(type, content));
  if (!more) throw new Error('this file is built in another way');
  return more;
}
