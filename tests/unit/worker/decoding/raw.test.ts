import sharp from 'sharp';
import { expect, test } from 'vitest';
import { asPng, opened, refusalOf } from '../../../support/format-fixtures.ts';
import { canonRaw, fujiRaw, preview, tiffRaw } from '../../../support/raw-file.ts';
import { colourAt } from '../../../support/similarity.ts';

const small = await preview(160, 120, 'red');
const middle = await preview(320, 240, 'blue');
const large = await preview(640, 480, 'lime');

test.each([
  ['directories', tiffRaw],
  ['boxes', canonRaw],
  ['neither', fujiRaw],
])('shows the largest preview of a RAW with %s', async (_, build) => {
  const picture = await opened(build({ previews: [small, large, middle] }));
  expect(picture.header).toMatchObject({ format: 'raw', width: 640, height: 480 });
  expect(await colourAt(await asPng(picture), 0.5, 0.5)).toEqual([0, 255, 1, 255]);
});

test.each([
  ['directories', tiffRaw],
  ['boxes', canonRaw],
])('turns a preview as the RAW with %s says', async (_, build) => {
  const { header } = await opened(build({ previews: [large], orientation: 6 }));
  expect(header).toMatchObject({ width: 480, height: 640 });
});

test('turns a preview once when it says itself how', async () => {
  const turned = await sharp(large).withMetadata({ orientation: 8 }).toBuffer();
  const { header } = await opened(tiffRaw({ previews: [turned], orientation: 6 }));
  expect(header).toMatchObject({ width: 480, height: 640 });
});

test('does not take the sensor’s own JPEG for a preview', async () => {
  const { header } = await opened(tiffRaw({ previews: [middle], sensor: large }));
  expect(header).toMatchObject({ width: 320, height: 240 });
});

test.each([
  ['no preview', []],
  ['a thumbnail only', [small]],
])('refuses a RAW with %s', async (_, previews) => {
  expect(await refusalOf(tiffRaw({ previews }))).toEqual({
    code: 'decoder-missing',
    subject: 'a camera RAW file without a preview',
  });
});

test('is not kept busy by a RAW full of beginnings', async () => {
  const beginnings = Buffer.alloc(4_000_000, Buffer.from('ffd8ffe00002', 'hex'));
  expect(await refusalOf(fujiRaw({ previews: [beginnings] }))).toMatchObject({
    code: 'decoder-missing',
  });
});

test('a preview that says nothing of its colours has those that the RAW says', async () => {
  const previews = [await preview(240, 160, '#3c963c')];
  const green = async (colourSpace: number) =>
    colourAt(await asPng(await opened(tiffRaw({ previews, colourSpace }))), 0.5, 0.5);
  const [plain, adobe] = [await green(1), await green(2)];
  // Adobe RGB's green is stronger: red is far less of it in sRGB.
  expect((plain[0] ?? 0) - (adobe[0] ?? 0)).toBeGreaterThan(40);
  expect(adobe[1]).toBeGreaterThan(148);
});
