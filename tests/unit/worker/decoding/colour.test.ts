import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { retaggedHeif } from '../../../../src/worker/decoding/colour/heif-colour.ts';
import { retaggedPng } from '../../../../src/worker/decoding/colour/png-colour.ts';
import { retaggedTiff } from '../../../../src/worker/decoding/colour/tiff-colour.ts';
import { adobeRgbProfile } from '../../../fixtures/colour-profile.ts';
import {
  curves,
  type Gamut,
  srgbBy,
  srgbOfHlg,
  srgbOfPq,
} from '../../../support/colour-formula.ts';
import { asPng, formatFixture, opened } from '../../../support/format-fixtures.ts';
import {
  asStored,
  avifWithCodes,
  brightest,
  chrm,
  cicp,
  gama,
  jpegWithExif,
  patches,
  patchesOf,
  plainPatches,
  plainPng,
  pngChunk,
  type Rgb,
  tiffWithExif,
  withChunks,
} from '../../../support/tagged-pictures.ts';

type Formula = (colour: Rgb) => Rgb;

const by =
  (gamut: Gamut, curve: keyof typeof curves): Formula =>
  (colour) =>
    srgbBy(colour, gamut, curves[curve]);
const untouched = by('srgb', 'srgb');

/** How far the picture is from the formula, 0–255: at most in any sample, and in the mean. */
async function distance(bytes: Buffer, formula: Formula, bits: 8 | 16 = 8) {
  const seen = await patchesOf(await asPng(await opened(bytes)));
  const off = patches.flatMap((colour, at) => {
    const wanted = formula(asStored(colour, bits));
    return wanted.map((value, channel) => Math.abs(value - (seen[at]?.[channel] ?? -255)));
  });
  const mean = off.reduce((sum, one) => sum + one, 0) / off.length;
  return { most: Math.max(...off), mean };
}

interface Tolerance {
  readonly bits?: 8 | 16;
  readonly most?: number;
}

async function expectFormula(
  bytes: Buffer,
  formula: Formula,
  { bits = 8, most = 2 }: Tolerance = {},
) {
  const found = await distance(bytes, formula, bits);
  // sharp takes 16 bits to sRGB by way of Display P3, whose edge costs a little.
  expect(found.mean).toBeLessThan(bits === 8 ? 1 : 1.1);
  expect(found.most).toBeLessThan(most);
}

const adobePlaces = [0.3127, 0.329, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06];
const prophotoPlaces = [0.3457, 0.3585, 0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001];

test.each([
  ['Display P3', [cicp(12, 13)], by('p3', 'srgb')],
  ['BT.2020 with the curve of sRGB', [cicp(9, 13)], by('bt2020', 'srgb')],
  ['BT.2020 with its own curve', [cicp(9, 14)], by('bt2020', 'bt709')],
  ['linear light', [cicp(1, 8)], by('srgb', 'linear')],
  ['BT.709, which is looked at as sRGB', [cicp(1, 1)], untouched],
  ['gAMA alone', [gama(1)], by('srgb', 'linear')],
  ['gAMA and cHRM of Adobe RGB', [gama(256 / 563), chrm(...adobePlaces)], by('adobe', 'adobe')],
  [
    'gAMA and cHRM of ProPhoto',
    [gama(1 / 1.8), chrm(...prophotoPlaces)],
    by('prophoto', 'prophoto'),
  ],
  ['gAMA of sRGB', [gama(0.45455)], untouched],
  ['a gamma that no profile can hold', [gama(0.00003)], untouched],
  [
    'primaries that no profile can hold',
    [gama(1), chrm(0.3127, 0.329, 100, 100, 100.01, 100, 100, 100.01)],
    untouched,
  ],
  ['primaries that make no colours', [gama(1), chrm(0, 0, 0, 0, 0, 0, 0, 0)], untouched],
])('a PNG in %s comes out by the formula, with 8 and with 16 bits', async (_, tags, formula) => {
  await expectFormula(withChunks(await plainPng(8), ...tags), formula);
  await expectFormula(withChunks(await plainPng(16), ...tags), formula, { bits: 16, most: 20 });
});

test.each([8, 16] as const)('PQ and HLG are mapped by the formula, with %i bits', async (bits) => {
  const png = await plainPng(bits);
  await expectFormula(withChunks(png, cicp(9, 16)), (colour) => srgbOfPq(colour), {
    bits,
    most: 6,
  });
  await expectFormula(withChunks(png, cicp(9, 18)), srgbOfHlg, { bits, most: 6 });
});

test('a PQ picture that says how bright it gets keeps what is darker than that apart', async () => {
  const png = await plainPng();
  for (const peak of [150, 600, 4000])
    await expectFormula(
      withChunks(png, cicp(9, 16), brightest(peak)),
      (colour) => srgbOfPq(colour, peak),
      // Where nothing is bent, white is a corner between two nodes of the table.
      { most: 8 },
    );
});

test('narrow samples are widened', async () => {
  const wide = (value: number) => Math.min(1, Math.max(0, (value * 255 - 16) / 219));
  const png = withChunks(await plainPng(), cicp(12, 13, 0));
  await expectFormula(png, ([r, g, b]) => by('p3', 'srgb')([wide(r), wide(g), wide(b)]));
});

test('of several tags in a PNG cICP wins, then iCCP, then sRGB, then gAMA', async () => {
  const profile = Buffer.concat([Buffer.from('a\0\0'), deflateSync(adobeRgbProfile())]);
  const tagged = withChunks(await plainPng(), pngChunk('iCCP', profile));
  const adobe = by('adobe', 'adobe');
  const srgb = pngChunk('sRGB', [0]);
  await expectFormula(tagged, adobe);
  await expectFormula(withChunks(tagged, cicp(9, 13)), by('bt2020', 'srgb'));
  await expectFormula(withChunks(tagged, cicp(1, 13)), untouched);
  await expectFormula(withChunks(tagged, gama(1)), adobe);
  await expectFormula(withChunks(await plainPng(), srgb, gama(1)), untouched);
});

test('a PNG with a thousand chunks before its pixels stays as it is', async () => {
  const text = Array.from({ length: 1000 }, () => pngChunk('tEXt', [97, 0]));
  const png = withChunks(await plainPng(), gama(1), ...text);
  expect(retaggedPng(png)).toBeNull();
  expect(retaggedPng(withChunks(await plainPng(), gama(1), ...text.slice(10)))).not.toBeNull();
});

test('a grey PNG with linear light comes out by the formula', async () => {
  const grey = await plainPatches().toColourspace('b-w').png().toBuffer();
  const seen = await patchesOf(await asPng(await opened(withChunks(grey, gama(1)))));
  // Its middle grey is half of the light.
  expect(seen[9]?.[0]).toBeGreaterThan(186);
  expect(seen[9]?.[0]).toBeLessThan(190);
});

test.each<[string, [number, string | null], Formula]>([
  ['ColorSpace 2', [2, null], by('adobe', 'adobe')],
  ['an interoperability index of R03', [0xffff, 'R03'], by('adobe', 'adobe')],
  ['ColorSpace 1', [1, null], untouched],
  ['ColorSpace 1 beside R03', [1, 'R03'], untouched],
  ['no known colours', [0xffff, null], untouched],
  ['R98', [0xffff, 'R98'], untouched],
])('a JPEG whose EXIF says %s comes out by the formula', async (_, said, formula) => {
  await expectFormula(await jpegWithExif(...said), formula, { most: 5 });
});

test.each([8, 16] as const)('a TIFF with %i bits that its EXIF calls Adobe RGB', async (bits) => {
  const most = bits === 8 ? 2 : 20;
  await expectFormula(await tiffWithExif(2, bits), by('adobe', 'adobe'), { bits, most });
  await expectFormula(await tiffWithExif(1, bits), untouched, { bits });
});

test('a grey PNG with a gamma that no profile can hold stays as it is', async () => {
  const grey = await plainPatches().toColourspace('b-w').png().toBuffer();
  expect(retaggedPng(withChunks(grey, gama(0.00003)))).toBeNull();
});

test('a TIFF in Adobe RGB whose directory can take no entry more stays as it is', async () => {
  const tiff = await tiffWithExif(2, 8);
  tiff.writeUInt16LE(0xffff, tiff.readUInt32LE(4));
  expect(retaggedTiff(Buffer.concat([tiff, Buffer.alloc(0xffff * 12)]))).toBeNull();
});

test('a profile in a JPEG wins over its EXIF', async () => {
  const jpeg = await jpegWithExif(2, null);
  const profiled = await plainPatches()
    .withIccProfile('p3')
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
  const exif = jpeg.subarray(2, 4 + jpeg.readUInt16BE(4));
  const both = Buffer.concat([profiled.subarray(0, 2), exif, profiled.subarray(2)]);
  // sharp has brought the samples to the profile.
  await expectFormula(both, untouched, { most: 5 });
});

test.each<[string, [number, number], Formula]>([
  ['Display P3', [12, 13], by('p3', 'srgb')],
  ['BT.2020', [9, 14], by('bt2020', 'bt709')],
  ['PQ', [9, 16], (colour: Rgb) => srgbOfPq(colour)],
  ['HLG', [9, 18], srgbOfHlg],
  ['sRGB', [1, 13], untouched],
  ['unknown colours', [2, 2], untouched],
])('an AVIF in %s by its code points comes out by the formula', async (_, codes, formula) => {
  await expectFormula(await avifWithCodes(...codes), formula, { most: 4 });
});

/** The pixels in a box whose length has 64 bits; sharp writes one place for them, 22 bytes behind the name of `iloc`. */
function withLongLength(avif: Buffer): Buffer {
  const at = avif.lastIndexOf('mdat') - 4;
  const place = avif.indexOf('iloc') + 22;
  const pixels = avif.subarray(at + 8);
  const head = Buffer.from([0, 0, 0, 1, ...Buffer.from('mdat'), 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(pixels.length + head.length, 12);
  const long = Buffer.concat([avif.subarray(0, at), head, pixels]);
  long.writeUInt32BE(avif.readUInt32BE(place) + 8, place);
  return long;
}

/** The pixels in a box that goes on to the end of the file. */
function withOpenLength(avif: Buffer): Buffer {
  avif.writeUInt32BE(0, avif.lastIndexOf('mdat') - 4);
  return avif;
}

test.each([
  ['of 64 bits', withLongLength],
  ['to the end of the file', withOpenLength],
])('an AVIF with code points and a length %s comes out by the formula', async (_, changed) => {
  const avif = changed(await avifWithCodes(12, 13));
  await expectFormula(avif, by('p3', 'srgb'), { most: 4 });
});

test('a profile in an AVIF wins over its code points', async () => {
  const both = retaggedHeif(await avifWithCodes(12, 13));
  if (!both) throw new Error('no profile was put in');
  for (let at = both.indexOf('nclx'); at >= 0; at = both.indexOf('nclx', at + 1))
    both.writeUInt16BE(9, at + 4);
  await expectFormula(both, by('p3', 'srgb'), { most: 4 });
});

test('colours of a picture with a profile of its own stay as they were', async () => {
  const jpeg = await plainPatches().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
  const profile = adobeRgbProfile();
  const head = Buffer.from('\xff\xe2\0\0ICC_PROFILE\0\x01\x01', 'latin1');
  head.writeUInt16BE(head.length - 2 + profile.length, 2);
  const tagged = Buffer.concat([jpeg.subarray(0, 2), head, profile, jpeg.subarray(2)]);
  await expectFormula(tagged, by('adobe', 'adobe'), { most: 5 });
});

test.each<[string, Formula, number]>([
  ['p3.jxl', by('p3', 'srgb'), 3],
  ['p3-lossy.jxl', by('p3', 'srgb'), 3],
  ['bt2020-lossy.jxl', by('bt2020', 'bt709'), 3],
  ['pq-1000.jxl', (colour) => srgbOfPq(colour), 6],
  ['hlg.jxl', srgbOfHlg, 6],
])('%s comes out by the formula', async (name, formula, most) => {
  await expectFormula(formatFixture(name), formula, { bits: 16, most });
});

test('a lossy JPEG XL in PQ comes out by the formula', async () => {
  const seen = await patchesOf(await asPng(await opened(formatFixture('pq-1000-lossy.jxl'))));
  for (const [at, colour] of patches.entries()) {
    const [made = [], wanted] = [seen[at], srgbOfPq(colour)];
    for (const channel of [0, 1, 2])
      expect(Math.abs((made[channel] ?? -255) - (wanted[channel] ?? 0)), `${at}`).toBeLessThan(6);
  }
});
