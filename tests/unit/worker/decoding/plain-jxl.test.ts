import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import sharp from 'sharp';
import { readJxlHeader } from '../../../../src/worker/decoding/jxl/jxl-header.ts';
import { plainJxl } from '../../../../src/worker/decoding/jxl/plain-jxl.ts';
import { adobeRgbProfile } from '../../../fixtures/colour-profile.ts';
import { asPng, formatFixture, opened, refusalOf } from '../../../support/format-fixtures.ts';
import { difference } from '../../../support/similarity.ts';
import { pngChunk, withChunks } from '../../../support/tagged-pictures.ts';

const card = () =>
  sharp(formatFixture('card.png')).resize(1000, 750, { kernel: 'nearest', fit: 'fill' });

function byLibjxl(bytes: Buffer) {
  const header = readJxlHeader(bytes);
  if (!header) throw new Error('it has no header');
  return plainJxl(bytes, header, 1e6);
}

test('a large photograph in JPEG XL is what it was made of', async () => {
  const bytes = formatFixture('large.jxl');
  expect(await byLibjxl(bytes)).toMatchObject({ kind: 'raster', colours: 'rgb', hasAlpha: false });
  expect(
    await difference(await asPng(await opened(bytes)), await card().png().toBuffer()),
  ).toBeLessThan(0.001);
});

test('a large photograph in JPEG XL is turned once', async () => {
  const picture = await opened(formatFixture('large-turned.jxl'));
  expect(picture.header).toMatchObject({ width: 750, height: 1000 });
  const upright = await card().rotate(90).png().toBuffer();
  expect(await difference(await asPng(picture), upright)).toBeLessThan(0.01);
});

test('a large lossy one whose profile is another than sRGB has the colours of that profile', async () => {
  const iccp = Buffer.concat([Buffer.from('a\0\0'), deflateSync(adobeRgbProfile())]);
  const source = withChunks(await card().png().toBuffer(), pngChunk('iCCP', iccp));
  const made = await asPng(await opened(formatFixture('large-wide.jxl')));
  expect(await difference(made, await asPng(await opened(source)))).toBeLessThan(0.01);
});

test('a large one that ends early is refused as that', async () => {
  const bytes = formatFixture('large-turned.jxl');
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  expect(await refusalOf(half)).toMatchObject({ code: 'image-truncated' });
});

test('small ones, those of other colours and those with opacity are not for libjxl', async () => {
  for (const name of ['lossy.jxl', 'container.jxl', 'p3-lossy.jxl', 'hlg.jxl', 'large-wide.jxl'])
    expect(await byLibjxl(formatFixture(name)), name).toBeNull();
});

test('an animation is not for libjxl, which would make all of its frames', async () => {
  expect(readJxlHeader(formatFixture('moving.jxl'))).toMatchObject({ isAnimated: true });
  const large = formatFixture('large.jxl');
  const header = readJxlHeader(large);
  expect(header).toMatchObject({ isAnimated: false });
  expect(header && (await plainJxl(large, { ...header, isAnimated: true }, 1e6))).toBeNull();
});
