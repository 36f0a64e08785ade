import sharp from 'sharp';
import { expect, test } from 'vitest';
import { asPng, formatFixture, opened } from '../../../support/format-fixtures.ts';
import { difference } from '../../../support/similarity.ts';

async function sizeOf(png: Buffer) {
  const { width, height } = await sharp(png).metadata();
  return { width, height };
}

test('an icon gives its smallest entry that is large enough', async () => {
  const picture = await opened(formatFixture('three.ico'), { shrinkOnLoadSize: 10 });
  expect(picture.header).toMatchObject({ width: 16, height: 16 });
  expect(await difference(await asPng(picture), formatFixture('three.ico.16.png'))).toBe(0);
});

test('an icon gives its largest entry when none is large enough', async () => {
  const { header } = await opened(formatFixture('three.ico'), { shrinkOnLoadSize: 500 });
  expect(header).toMatchObject({ format: 'ico', width: 32, height: 32 });
});

test('a Mac icon gives its smallest entry that is large enough, else its largest', async () => {
  const small = await opened(formatFixture('large.icns'), { shrinkOnLoadSize: 10 });
  expect(small.header).toMatchObject({ format: 'icns', width: 16, height: 16 });
  const large = await opened(formatFixture('large.icns'), { shrinkOnLoadSize: 500 });
  expect(large.header).toMatchObject({ width: 128, height: 128 });
});

test('a cursor is read like an icon', async () => {
  const png = await asPng(await opened(formatFixture('three.cur')));
  expect(await difference(png, formatFixture('three.ico.png'))).toBe(0);
});

test('a JPEG 2000 is decoded at half its size when that is enough, and still says its own', async () => {
  const picture = await opened(formatFixture('lossless.j2k'), { shrinkOnLoadSize: 12 });
  expect(picture.header).toMatchObject({ width: 32, height: 24 });
  expect(await sizeOf(await asPng(picture))).toEqual({ width: 16, height: 12 });
});

test('a JPEG 2000 without a sample for each pixel is halved no more often than its samples allow', async () => {
  const picture = Buffer.from(formatFixture('lossless.j2k'));
  // Its size and that of its one tile (ITU-T T.800, A.5.1) are twice what they were, as are the pixels between samples.
  for (const at of [8, 12, 24, 28]) picture.writeUInt32BE(2 * picture.readUInt32BE(at), at);
  for (let at = 42; at < 42 + 3 * picture.readUInt16BE(40); at += 3)
    picture.fill(2, at + 1, at + 3);
  const subsampled = await opened(picture, { shrinkOnLoadSize: 24 });
  expect(subsampled.header).toMatchObject({ width: 64, height: 48 });
  expect(await sizeOf(await asPng(subsampled))).toEqual({ width: 64, height: 48 });
});

test('a JPEG 2000 keeps its alpha', async () => {
  const png = await asPng(await opened(formatFixture('alpha.jp2')));
  expect(await difference(png, formatFixture('faded.png'))).toBeLessThan(0.004);
});

test('a PDF page is drawn as large as wanted', async () => {
  const picture = await opened(formatFixture('card.pdf'), { shrinkOnLoadSize: 75 });
  expect(picture.header).toMatchObject({ format: 'pdf', width: 400, height: 300 });
  expect(await sizeOf(await asPng(picture))).toEqual({ width: 100, height: 75 });
});
