import { expect, test } from 'vitest';
import { height, pixelAt, width } from '../../../../scripts/decoder-fixtures/formula.js';
import { decodeJpeg2000 } from '../../../../src/worker/decoding/jpeg2000/decode-jpeg2000.ts';
import { asPng, formatFixture, opened, refusalOf } from '../../../support/format-fixtures.ts';
import { difference } from '../../../support/similarity.ts';
import sharp from 'sharp';

type Formula = (x: number, y: number) => readonly number[];

const rgba: Formula = pixelAt;
const rgb: Formula = (x, y) => pixelAt(x, y).slice(0, 3);

/** The samples of a formula, row by row. */
const samplesOf = (formula: Formula) =>
  Array.from({ length: width * height }, (_, at) =>
    formula(at % width, Math.floor(at / width)),
  ).flat();

async function drawn(formula: Formula): Promise<Buffer> {
  const channels = formula(0, 0).length as 3 | 4;
  const raw = { width, height, channels };
  return sharp(Buffer.from(samplesOf(formula)), { raw })
    .png()
    .toBuffer();
}

async function differenceOf(name: string, formula: Formula): Promise<number> {
  const png = await asPng(await opened(formatFixture(name)));
  return difference(png, await drawn(formula));
}

test.each<[string, Formula]>([
  ['rgba.j2k', rgba],
  ['abgr.jp2', rgba],
  [
    'grey-alpha.j2k',
    (x, y) => {
      const [grey = 0, , , alpha = 0] = pixelAt(x, y);
      return [grey, grey, grey, alpha];
    },
  ],
  // Of two more components nobody knows what they are.
  ['five.j2k', rgb],
  // A fourth component that its file calls neither a colour nor opacity.
  ['nir.jp2', rgb],
  ['signed.j2k', rgb],
  ['offset.j2k', rgb],
  ['bits-12.j2k', rgb],
  ['palette.jp2', (x, y) => [(x + y) * 4, 255 - (x + y) * 4, 77]],
])('%s shows exactly the numbers that were coded', async (name, formula) => {
  expect(await differenceOf(name, formula)).toBe(0);
});

test.each<[string, Formula, number]>([
  ['premultiplied.jp2', rgba, 0.005],
  ['ycc.jp2', rgb, 0.005],
  ['ycc-420.j2k', rgb, 0.02],
])('%s shows the colours that were meant', async (name, formula, tolerance) => {
  expect(await differenceOf(name, formula)).toBeLessThan(tolerance);
});

const whole = { maxPixels: 1e6, shrinkOnLoadSize: null, page: 1 };

test('inks stay inks', async () => {
  const decoded = await decodeJpeg2000(formatFixture('cmyk.jp2'), whole);
  expect(decoded).toMatchObject({ ok: true, value: { colours: 'cmyk', hasAlpha: false } });
  expect(decoded.ok && decoded.value.kind === 'raster' && [...decoded.value.data]).toEqual(
    samplesOf(rgba),
  );
});

test('Lab has the usual ranges of 8 bits', async () => {
  const decoded = await decodeJpeg2000(formatFixture('lab.jp2'), whole);
  const expected: Formula = (x, y) => {
    const [lightness = 0, a = 0, b = 0] = pixelAt(x, y);
    const signed = (value: number) => Math.round(value * 256) & 0xffff;
    return [lightness * 257, signed(((a - 128) * 170) / 255), signed(((b - 96) * 200) / 255)];
  };
  expect(decoded).toMatchObject({ ok: true, value: { colours: 'lab' } });
  const data = decoded.ok && decoded.value.kind === 'raster' ? [...decoded.value.data] : [];
  const furthest = samplesOf(expected).map((value, at) => Math.abs(value - (data[at] ?? -9)));
  // Half of the way between two numbers is rounded either way.
  expect(Math.max(...furthest)).toBeLessThanOrEqual(1);
});

test.each([
  ['rgba.j2k', 0.03],
  ['palette.jp2', 0.03],
  ['offset.j2k', 0.03],
  // Its colours are halved once more.
  ['ycc-420.j2k', 0.04],
])('%s is halved as the whole is, where that is enough', async (name, tolerance) => {
  const whole = sharp(await asPng(await opened(formatFixture(name)))).resize(16, 12);
  const half = await opened(formatFixture(name), { shrinkOnLoadSize: 12 });
  const png = await sharp(await asPng(half))
    .resize(16, 12)
    .png()
    .toBuffer();
  expect(half.header).toMatchObject({ width, height });
  expect(await difference(png, await whole.png().toBuffer())).toBeLessThan(tolerance);
});

test('colours that nobody here knows are refused, not guessed', async () => {
  const bytes = Buffer.from(formatFixture('ycc.jp2'));
  // CIEJab.
  bytes[bytes.indexOf('colr') + 10] = 19;
  expect(await refusalOf(bytes)).toEqual({
    code: 'decoder-missing',
    subject: 'a JPEG 2000 picture with such colours',
  });
});

/** A codestream whose first component is raised by so many bits, as a region of interest is. */
function raisedBy(bits: number): Buffer {
  const plain = formatFixture('bits-12.j2k');
  const at = plain.indexOf(Buffer.of(0xff, 0x52));
  const region = Buffer.of(0xff, 0x5e, 0, 5, 0, 0, bits);
  return Buffer.concat([plain.subarray(0, at), region, plain.subarray(at)]);
}

test('a region of interest of more bits than there is room for is called that and not damaged', async () => {
  const subject = 'a JPEG 2000 picture with a region of interest';
  expect(await refusalOf(raisedBy(37))).toEqual({ code: 'decoder-missing', subject });
});

test('a picture for which there is no room is called too large and not damaged', async () => {
  const bytes = Buffer.from(formatFixture('lossless.j2k'));
  // Width and height, of the picture and of its one tile.
  for (const at of [8, 12, 24, 28]) bytes.writeUInt32BE(17_000, at);
  const failure = await refusalOf(bytes, { maxPixels: 300e6 });
  expect(failure).toMatchObject({ code: 'image-too-large', subject: '17000 × 17000 pixels' });
});
