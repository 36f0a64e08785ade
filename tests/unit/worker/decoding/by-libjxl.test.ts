import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import sharp from 'sharp';
import { byLibjxl } from '../../../../src/worker/decoding/jxl/by-libjxl.ts';
import { type JxlHeader, readJxlHeader } from '../../../../src/worker/decoding/jxl/jxl-header.ts';
import { spaceOfJxl } from '../../../../src/worker/decoding/jxl/code-points.ts';
import { adobeRgbProfile } from '../../../fixtures/colour-profile.ts';
import { asPng, formatFixture, opened, refusalOf } from '../../../support/format-fixtures.ts';
import { difference } from '../../../support/similarity.ts';
import { pngChunk, withChunks } from '../../../support/tagged-pictures.ts';

const card = () =>
  sharp(formatFixture('card.png')).resize(1000, 750, { kernel: 'nearest', fit: 'fill' });

function headerOf(bytes: Buffer): JxlHeader {
  const header = readJxlHeader(bytes);
  if (!header) throw new Error('it has no header');
  return header;
}

function decoded(bytes: Buffer, said: Partial<JxlHeader> = {}) {
  const header = { ...headerOf(bytes), ...said };
  return byLibjxl(bytes, header, { maxPixels: 1e6, readProfile: async () => adobeRgbProfile() });
}

test('a large photograph in JPEG XL is what it was made of', async () => {
  const bytes = formatFixture('large.jxl');
  expect(await decoded(bytes)).toMatchObject({ kind: 'raster', colours: 'rgb', hasAlpha: false });
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

test('one without loss keeps the profile that is packed into it', async () => {
  const bytes = formatFixture('profile.jxl');
  expect(await decoded(bytes)).toMatchObject({ kind: 'raster' });
  const iccp = Buffer.concat([Buffer.from('a\0\0'), deflateSync(adobeRgbProfile())]);
  const source = withChunks(formatFixture('card.png'), pngChunk('iCCP', iccp));
  const made = await asPng(await opened(bytes));
  expect(await difference(made, await asPng(await opened(source)))).toBeLessThan(0.001);
});

test('a large one that ends early is refused as that', async () => {
  const bytes = formatFixture('large-turned.jxl');
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  expect(await refusalOf(half)).toMatchObject({ code: 'image-truncated' });
});

test('colours that it names, opacity and small pictures are for libjxl', async () => {
  const names = ['lossy.jxl', 'p3-lossy.jxl', 'hlg.jxl', 'premultiplied.jxl', 'pq-1000-lossy.jxl'];
  for (const name of names)
    expect(await decoded(formatFixture(name)), name).toMatchObject({ kind: 'raster' });
});

test('opacity is not multiplied into the colours', async () => {
  const [made, other] = [await decoded(formatFixture('premultiplied.jxl')), 'alpha.pam'];
  expect(made).toMatchObject({ hasAlpha: true, colours: 'rgb' });
  const expected = await asPng(await opened(formatFixture(other)));
  const seen = await asPng(await opened(formatFixture('premultiplied.jxl')));
  expect(await difference(seen, expected)).toBeLessThan(0.02);
});

test('animations, layers beside opacity, floating point and lossy ones with a profile are not', async () => {
  const bytes = formatFixture('large.jxl');
  const others: readonly Partial<JxlHeader>[] = [
    { isAnimated: true },
    { extraCount: 1 },
    { extraCount: 2, hasAlpha: true },
    { bits: null },
    { hasProfile: true, isXyb: true },
    { primaries: 2 },
  ];
  for (const said of others) expect(await decoded(bytes, said), JSON.stringify(said)).toBeNull();
  expect(await decoded(formatFixture('large-wide.jxl'))).toBeNull();
});

test('a power of 0.45455 stands for the curve of sRGB, and another for itself', () => {
  const header = headerOf(formatFixture('large.jxl'));
  expect(spaceOfJxl({ ...header, transfer: 0, gamma: 0.454_55 })).toBeNull();
  expect(spaceOfJxl({ ...header, transfer: 0, gamma: 0.5 })).toMatchObject({
    transfer: { kind: 'power', g: 2 },
  });
  expect(spaceOfJxl({ ...header, transfer: 0, gamma: 0 })).toBe('unnamed');
});
