import sharp from 'sharp';
import { expect, test } from 'vitest';
import { curves, srgbBy, srgbOfHlg, srgbOfPq } from '../../../support/colour-formula.ts';
import { asPng, formatFixture, opened } from '../../../support/format-fixtures.ts';
import { heifWithCodes, type Rgb } from '../../../support/tagged-pictures.ts';

async function samplesOf(heif: Buffer): Promise<Buffer> {
  return sharp(await asPng(await opened(heif)))
    .removeAlpha()
    .raw()
    .toBuffer();
}

const plain = formatFixture('bits-10.heic');

test.each<[string, [number, number], (colour: Rgb) => Rgb]>([
  ['Display P3', [12, 13], (colour) => srgbBy(colour, 'p3', curves.srgb)],
  ['BT.2020', [9, 14], (colour) => srgbBy(colour, 'bt2020', curves.bt709)],
  ['PQ', [9, 16], (colour) => srgbOfPq(colour)],
  ['HLG', [9, 18], srgbOfHlg],
  ['sRGB', [1, 13], (colour) => srgbBy(colour, 'srgb', curves.srgb)],
])('a HEIC in %s by its code points comes out by the formula', async (_, codes, formula) => {
  const samples = await samplesOf(plain);
  const seen = await samplesOf(heifWithCodes(plain, ...codes));
  expect(seen.length).toBe(samples.length);
  let off = 0;
  for (let at = 0; at < samples.length; at += 3) {
    const [r = 0, g = 0, b = 0] = samples.subarray(at, at + 3);
    formula([r / 255, g / 255, b / 255]).forEach((value, channel) => {
      off += Math.abs(value - (seen[at + channel] ?? -255));
    });
  }
  // The samples that the formula gets have 8 of the 10 bits.
  expect(off / samples.length).toBeLessThan(1.5);
});

test('a HEIC in PQ keeps its alpha', async () => {
  const { header } = await opened(heifWithCodes(formatFixture('alpha.heic'), 9, 16));
  expect(header.hasAlpha).toBe(true);
});
