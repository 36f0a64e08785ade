import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  asPng,
  formatFixture,
  opened,
  referenceOf,
  refusalOf,
} from '../../../support/format-fixtures.ts';
import { difference } from '../../../support/similarity.ts';
import sharp from 'sharp';

const word = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const property = (kind: number, ...values: number[]) =>
  Buffer.concat([word(kind), word(values.length * 4), ...values.map(word)]);

interface Layer {
  readonly kind: number;
  /** Samples of each of its 4 × 4 pixels. */
  readonly pixel: readonly number[];
  readonly properties: readonly Buffer[];
  readonly mask?: number;
}

const edge = 4;
const filled = (pixel: readonly number[]) =>
  deflateSync(Buffer.from(Array.from({ length: edge * edge }, () => pixel).flat()));

/** Sizes and one tile, at this place. */
function hierarchy(at: number, pixel: readonly number[]): Buffer {
  const numbers = [edge, edge, pixel.length, at + 20, 0, edge, edge, at + 36, 0];
  return Buffer.concat([...numbers.map(word), filled(pixel)]);
}

function layerAt(at: number, { kind, pixel, properties, mask }: Layer): Buffer {
  const head = [...[edge, edge, kind, 1].map(word), Buffer.of(0), ...properties, property(0)];
  const bare = Buffer.concat(head);
  const pixels = hierarchy(at + bare.length + 8, pixel);
  const maskAt = at + bare.length + 8 + pixels.length;
  const maskHead = Buffer.concat([...[edge, edge, 1].map(word), Buffer.of(0), property(0)]);
  const masked =
    mask === undefined
      ? []
      : [
          maskHead,
          word(maskAt + maskHead.length + 4),
          hierarchy(maskAt + maskHead.length + 4, [mask]),
        ];
  const pointers = [at + bare.length + 8, mask === undefined ? 0 : maskAt].map(word);
  return Buffer.concat([bare, ...pointers, pixels, ...masked]);
}

/** A picture of 4 × 4 pixels, packed with zlib; layers uppermost first. */
function xcf(layers: readonly Layer[], kind = 0, more: readonly Buffer[] = []): Buffer {
  const packing = Buffer.concat([word(17), word(1), Buffer.of(2)]);
  const head = Buffer.concat([
    Buffer.from('gimp xcf v003\0'),
    ...[edge, edge, kind].map(word),
    packing,
    ...more,
    property(0),
  ]);
  let at = head.length + (layers.length + 2) * 4;
  const places: Buffer[] = [];
  const written: Buffer[] = [];
  for (const layer of layers) {
    places.push(word(at));
    const bytes = layerAt(at, layer);
    written.push(bytes);
    at += bytes.length;
  }
  return Buffer.concat([head, ...places, word(0), word(0), ...written]);
}

async function firstPixel(bytes: Buffer): Promise<readonly number[]> {
  const { data, info } = await sharp(await asPng(await opened(bytes)))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data.subarray(0, info.channels)];
}

const black: Layer = { kind: 0, pixel: [0, 0, 0], properties: [] };
const half = property(6, 128);

test('layers of a GIMP picture lie over each other, as far as they are opaque and shown', async () => {
  const png = await asPng(await opened(formatFixture('layers.xcf')));
  expect(await difference(png, referenceOf('layers.xcf'))).toBeLessThan(0.002);
});

test('half a white over black is a middle grey as GIMP made it until 2.10, and lighter since', async () => {
  const white = (mode: number): Layer => ({
    kind: 0,
    pixel: [255, 255, 255],
    properties: [half, property(7, mode)],
  });
  expect(await firstPixel(xcf([white(0), black]))).toEqual([128, 128, 128]);
  expect(await firstPixel(xcf([white(28), black]))).toEqual([188, 188, 188]);
});

test('a mask hides, unless it is switched off', async () => {
  const white: Layer = { kind: 1, pixel: [255, 255, 255, 255], properties: [], mask: 0 };
  expect(await firstPixel(xcf([white, black]))).toEqual([0, 0, 0]);
  const ignored = { ...white, properties: [property(11, 0)] };
  expect(await firstPixel(xcf([ignored, black]))).toEqual([255, 255, 255]);
});

test('a hidden group hides what is in it', async () => {
  const group = (isShown: number): Layer => ({
    kind: 1,
    pixel: [9, 9, 9, 255],
    properties: [property(29), property(8, isShown), property(30, 0)],
  });
  const inside: Layer = { kind: 0, pixel: [255, 0, 0], properties: [property(30, 0, 0)] };
  const below: Layer = { ...black, properties: [property(30, 1)] };
  expect(await firstPixel(xcf([group(1), inside, below]))).toEqual([255, 0, 0]);
  expect(await firstPixel(xcf([group(0), inside, below]))).toEqual([0, 0, 0]);
});

test('numbers of a palette are its colours, and grey is grey', async () => {
  const palette = Buffer.concat([word(1), word(10), word(2), Buffer.from([1, 2, 3, 40, 50, 60])]);
  const indexed: Layer = { kind: 4, pixel: [1], properties: [] };
  expect(await firstPixel(xcf([indexed], 2, [palette]))).toEqual([40, 50, 60]);
  const faded: Layer = { kind: 3, pixel: [77, 128], properties: [] };
  expect(await firstPixel(xcf([faded], 1))).toEqual([77, 77, 77, 128]);
});

test('a GIMP picture whose layers are mixed, or of other depth, is refused by that', async () => {
  const mixed: Layer = { ...black, properties: [property(7, 30)] };
  const subject = 'a GIMP picture whose layers are mixed';
  expect(await refusalOf(xcf([mixed, black]))).toEqual({ code: 'decoder-missing', subject });
  const clipped: Layer = { ...black, properties: [property(35, 2)] };
  expect(await refusalOf(xcf([clipped, black]))).toEqual({ code: 'decoder-missing', subject });
  const deep = Buffer.concat([Buffer.from('gimp xcf v011\0'), ...[4, 4, 0, 600].map(word)]);
  expect(await refusalOf(Buffer.concat([deep, property(0), Buffer.alloc(16)]))).toEqual({
    code: 'decoder-missing',
    subject: 'a GIMP picture with other than 8 bits a colour',
  });
});

test('a group that does more than hold its layers is refused, one that only fades a single layer is not', async () => {
  const group = (...properties: readonly Buffer[]): Layer => ({
    kind: 1,
    pixel: [9, 9, 9, 255],
    properties: [property(29), property(30, 0), property(7, 28), ...properties],
  });
  const inside = (at: number, mode = 28): Layer => ({
    kind: 0,
    pixel: [255, 255, 255],
    properties: [property(30, 0, at), property(7, mode)],
  });
  const below: Layer = { ...black, properties: [property(30, 1)] };
  const first = (...layers: readonly Layer[]) => firstPixel(xcf([...layers, below]));
  expect(await first(group(half), inside(0))).toEqual([188, 188, 188]);
  expect(await first(group(), inside(0), inside(1))).toEqual([255, 255, 255]);
  const hidden = { ...inside(1), properties: [...inside(1).properties, property(8, 0)] };
  expect(await first(group(half), inside(0), hidden)).toEqual([188, 188, 188]);
  const subject = 'a GIMP picture whose layers are mixed';
  for (const layers of [
    [group(half), inside(0), inside(1)],
    [{ ...group(), mask: 0 }, inside(0)],
    [group(property(35, 2)), inside(0)],
    [group(property(36, 3)), inside(0)],
    [group(), inside(0, 0)],
  ])
    expect(await refusalOf(xcf([...layers, below]))).toEqual({ code: 'decoder-missing', subject });
});

test('a GIMP picture of which nothing is shown is transparent', async () => {
  const hidden: Layer = { ...black, properties: [property(8, 0)] };
  expect(await firstPixel(xcf([hidden]))).toEqual([0, 0, 0, 0]);
});

test('a GIMP picture with too many layers is not called cut', async () => {
  const many = xcf(Array.from({ length: 2001 }, () => black));
  const subject = 'a GIMP picture with more than 2,000 layers';
  expect(await refusalOf(many)).toEqual({ code: 'decoder-missing', subject });
});
