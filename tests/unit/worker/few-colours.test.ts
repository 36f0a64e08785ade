import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { withFewColours } from '../../../src/worker/imaging/few-colours.ts';
import { pngChunk, withPngChunks } from '../../../src/worker/bytes/png-chunk.ts';

const [width, height] = [161, 97];

/** A PNG whose pixel `at` has these samples. */
function picture(channels: 1 | 2 | 3 | 4, sampleAt: (at: number, channel: number) => number) {
  const pixels = Buffer.alloc(width * height * channels);
  for (let at = 0; at < pixels.length; at += 1)
    pixels[at] = sampleAt(Math.floor(at / channels), at % channels);
  return sharp(pixels, { raw: { width, height, channels } }).png().toBuffer();
}

/** RGBA of all pixels, as they stand in the file. */
const pixelsOf = (png: Buffer) =>
  sharp(png, { ignoreIcc: true }).ensureAlpha().toColourspace('srgb').raw().toBuffer();
const depthOf = (png: Buffer) => ({ bits: png[24], kind: png[25] });

/** `count` colours in short runs without an order. */
const runs = (count: number) => (at: number) => (Math.imul(at >> 4, 2_654_435_761) >>> 7) % count;

test.each([
  ['2 colours', 2, 1],
  ['3 colours', 3, 2],
  ['16 colours', 16, 4],
  ['17 colours', 17, 8],
  ['256 colours', 256, 8],
])('%s have a palette, and every pixel stays', async (_, count, bits) => {
  const run = runs(count);
  const png = await picture(3, (at, channel) => (run(at) * (channel + 3) * 29) % 256);
  const made = await withFewColours(png);
  expect(depthOf(made)).toEqual({ bits, kind: 3 });
  expect(made.length).toBeLessThan(png.length);
  expect((await pixelsOf(made)).equals(await pixelsOf(png))).toBe(true);
});

test.each([1, 2, 4] as const)('%d samples a pixel, with what shows through', async (channels) => {
  const run = runs(40);
  const png = await picture(channels, (at, channel) => (run(at) * (channel + 1) * 6) % 256);
  const made = await withFewColours(png);
  expect(depthOf(made)).toEqual({ bits: 8, kind: 3 });
  expect((await pixelsOf(made)).equals(await pixelsOf(png))).toBe(true);
});

test('what a PNG says of itself stays, before the palette', async () => {
  const plain = await sharp(await picture(3, (at) => runs(5)(at) * 50))
    .withIccProfile('p3')
    .png()
    .toBuffer();
  const text = pngChunk('tEXt', Buffer.from('Copyright\0Olga', 'latin1'));
  const made = await withFewColours(withPngChunks(plain, [text]));
  expect(depthOf(made).kind).toBe(3);
  const said = made.toString('latin1');
  const places = ['tEXt', 'iCCP', 'PLTE', 'IDAT', 'IEND'].map((type) => said.indexOf(type));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect((await pixelsOf(made)).equals(await pixelsOf(plain))).toBe(true);
});

test('more colours, sixteen bits, rows out of turn, very large pictures and those that a palette makes larger stay as they are', async () => {
  const many = await picture(3, (at, channel) => (channel === 0 ? at >> 8 : at & 255));
  const few = await picture(3, (at) => runs(5)(at) * 50);
  const deep = await sharp(few).toColourspace('rgb16').png().toBuffer();
  const outOfTurn = await sharp(few).png({ progressive: true }).toBuffer();
  const large = await sharp({
    create: { width: 2001, height: 2000, channels: 3, background: 'red' },
  })
    .png()
    .toBuffer();
  const small = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  for (const png of [many, deep, outOfTurn, large, small])
    expect(await withFewColours(png)).toBe(png);
});
