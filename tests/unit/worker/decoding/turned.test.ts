import { expect, test } from 'vitest';
import { asPng, formatFixture, opened, referenceOf } from '../../../support/format-fixtures.ts';
import { difference } from '../../../support/similarity.ts';

test('a HEIC is turned once, by its own property and not by its EXIF as well', async () => {
  const picture = await opened(formatFixture('rotated.heic'));
  expect(picture.header).toMatchObject({ width: 24, height: 32 });
  const reference = referenceOf('rotated.heic');
  expect(await difference(await asPng(picture), reference)).toBeLessThan(0.004);
});

test('a HEIC with a turn in its EXIF only is not turned, as its standard says', async () => {
  const picture = await opened(formatFixture('exif-only.heic'));
  expect(picture.header).toMatchObject({ width: 32, height: 24 });
  const reference = referenceOf('exif-only.heic');
  expect(await difference(await asPng(picture), reference)).toBeLessThan(0.004);
});

test('a JPEG XL is upright', async () => {
  const { header } = await opened(formatFixture('turned.jxl'));
  expect(header).toMatchObject({ format: 'jxl', width: 24, height: 32 });
});
