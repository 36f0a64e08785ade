import { expect, test } from 'vitest';
import { asPng, formatFixture, opened, referenceOf } from '../../../support/format-fixtures.ts';
import { difference } from '../../../support/similarity.ts';

/** What no eye can tell; codecs that lose nothing must lose nothing. */
const alike = 0.004;
const exact = 0;

test.each([
  'bits-1.bmp',
  'bits-4.bmp',
  'bits-8.bmp',
  'bits-24.bmp',
  'rle-4.bmp',
  'rle-8.bmp',
  'os2.bmp',
  'top-down.bmp',
  'masks-32.bmp',
  'alpha-v5.bmp',
  'three.ico',
  'with-png.ico',
  'masked.ico',
  'runs.icns',
  'large.icns',
  'rgb-rle.psd',
  'rgb-raw.psd',
  'rgb-16.psd',
  'grey.psd',
  'bitmap.psd',
  'large.psb',
  'top-down.tga',
  'top-down-rle.tga',
  'bottom-up.tga',
  'mapped-rle.tga',
  'bits.pbm',
  'bits-text.pbm',
  'grey.pgm',
  'grey-text.pgm',
  'colour.ppm',
  'colour-16.ppm',
  'colour-text.ppm',
  'alpha.pam',
  'colour.qoi',
  'alpha.qoi',
  'lossless.jxl',
  'container.jxl',
  'lossless.j2k',
  'grey.jp2',
  'colour-16.jp2',
  'bits-12.tif',
  'card.pdf',
  'card.pcx',
  'bits.pcx',
  'card.ras',
  'card.pict',
  'card.hdr',
])('%s gives exactly the pixels that another program reads', async (name) => {
  const png = await asPng(await opened(formatFixture(name)));
  expect(await difference(png, referenceOf(name))).toBe(exact);
});

test.each([
  ['bits-16-555.bmp', alike],
  ['bits-16-565.bmp', alike],
  ['bits-16.tga', 0.012],
  ['alpha.psd', alike],
  ['lab.psd', alike],
  ['lossy.jxl', alike],
  ['turned.jxl', alike],
  ['colour.jp2', alike],
  ['card.heic', alike],
  ['alpha.heic', alike],
  ['bits-10.heic', alike],
  ['odd-size.heic', alike],
  ['two-pictures.heic', alike],
  ['old-jpeg.tif', alike],
  ['mapped.pcx', alike],
  ['dxt1.dds', alike],
  ['dxt5.dds', alike],
  ['light.pfm', alike],
  // Eight bits of Lab are coarse.
  ['lab-8.tif', 0.02],
  // Without a profile inks have no agreed colours.
  ['cmyk.psd', 0.06],
])('%s looks as it does in another program', async (name, tolerance) => {
  const png = await asPng(await opened(formatFixture(name)));
  expect(await difference(png, referenceOf(name))).toBeLessThan(tolerance);
});

test.each(['premultiplied.jxl', 'premultiplied.avif'])(
  'colours that are multiplied with their alpha come straight in %s',
  async (name) => {
    const png = await asPng(await opened(formatFixture(name)));
    expect(await difference(png, formatFixture('faded.png'))).toBeLessThan(0.004);
  },
);

test.each(['alpha-rle.tga', 'alpha.sgi', 'plain.dds', 'merged.kra', 'merged.ora'])(
  'alpha survives in %s',
  async (name) => {
    const png = await asPng(await opened(formatFixture(name)));
    expect(await difference(png, formatFixture('faded.png'))).toBe(exact);
  },
);

test.each(['rgb-rle.psd', 'bits-24.bmp', 'card.heic', 'colour.jp2', 'top-down.tga', 'card.pcx'])(
  '%s has no alpha, so that it can become a JPEG',
  async (name) => {
    expect((await opened(formatFixture(name))).header.hasAlpha).toBe(false);
  },
);
