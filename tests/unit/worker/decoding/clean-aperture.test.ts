import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
  asPng,
  formatFixture,
  opened,
  referenceOf,
  refusalOf,
} from '../../../support/format-fixtures.ts';
import { difference } from '../../../support/similarity.ts';
import { avifWithCodes, heifWith } from '../../../support/tagged-pictures.ts';

const alike = 0.004;
/** Of the card's 32 × 24: the middle lies 4 to the right and 2 up. */
const kept = { left: 12, top: 4, width: 16, height: 12 };

function aperture(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(32);
  numbers.forEach((value, at) => bytes.writeInt32BE(value, at * 4));
  return bytes;
}
const upper = aperture(32, 2, 12, 1, 4, 1, -2, 1);
const crop = (png: Buffer) => sharp(png).extract(kept).png().toBuffer();

test('a HEIC that is to be seen in part is cropped', async () => {
  const picture = await opened(heifWith(formatFixture('card.heic'), 'clap', upper));
  expect(picture.header).toMatchObject({ width: 16, height: 12 });
  const wanted = await crop(referenceOf('card.heic'));
  expect(await difference(await asPng(picture), wanted)).toBeLessThan(alike);
});

test.each([
  ['a quarter turn', ['irot', 1] as const, (png: Buffer) => sharp(png).rotate(270)],
  ['three quarter turns', ['irot', 3] as const, (png: Buffer) => sharp(png).rotate(90)],
  ['a half turn', ['irot', 2] as const, (png: Buffer) => sharp(png).rotate(180)],
  ['a mirror from top to bottom', ['imir', 0] as const, (png: Buffer) => sharp(png).flip()],
  ['a mirror from left to right', ['imir', 1] as const, (png: Buffer) => sharp(png).flop()],
])('a crop comes before %s that follows it', async (_, [type, value], turned) => {
  const cropped = heifWith(formatFixture('card.heic'), 'clap', upper);
  const picture = await opened(heifWith(cropped, type, Buffer.of(value)));
  const wanted = await turned(await crop(referenceOf('card.heic')))
    .png()
    .toBuffer();
  expect(await difference(await asPng(picture), wanted)).toBeLessThan(alike);
});

test('a crop comes after a turn that it follows', async () => {
  const picture = await opened(
    heifWith(formatFixture('rotated.heic'), 'clap', aperture(12, 1, 16, 1, 4, 1, -2, 1)),
  );
  const wanted = await sharp(referenceOf('rotated.heic'))
    .extract({ left: 10, top: 6, width: 12, height: 16 })
    .png()
    .toBuffer();
  expect(await difference(await asPng(picture), wanted)).toBeLessThan(alike);
});

test.each<[string, Buffer, [number, number]]>([
  ['numbers that make no sense', aperture(16, 0, 12, 1, 0, 1, 0, 1), [32, 24]],
  ['a part that is larger than the picture', aperture(90, 1, 90, 1, 0, 1, 0, 1), [32, 24]],
  ['a part beside the picture', aperture(8, 1, 8, 1, 900, 1, 0, 1), [8, 8]],
])('a crop of %s costs nothing but itself', async (_, content, [width, height]) => {
  const heif = heifWith(formatFixture('card.heic'), 'clap', content);
  expect((await opened(heif)).header).toMatchObject({ width, height });
});

test('an animated AVIF shows its still picture', async () => {
  const still = await avifWithCodes(1, 13);
  const film = Buffer.from(still);
  film.write('avis', 8, 'latin1');
  const [one, other] = await Promise.all([opened(film), opened(still)]);
  expect(one.header).toEqual(other.header);
  expect(await difference(await asPng(one), await asPng(other))).toBe(0);
});

test('an animated AVIF without a still picture is refused as what it is', async () => {
  const film = await avifWithCodes(1, 13);
  film.write('avis', 8, 'latin1');
  film.write('moov', film.indexOf('meta'), 'latin1');
  expect(await refusalOf(film)).toMatchObject({
    code: 'format-unsupported',
    subject: 'an animated AVIF without a still picture',
  });
});

test('an AVIF with a turn in its EXIF only is not turned, like a HEIC', async () => {
  const flat = sharp({ create: { width: 32, height: 24, channels: 3, background: '#c63' } });
  const avif = await flat.withMetadata({ orientation: 6 }).avif().toBuffer();
  expect(avif.includes('Exif')).toBe(true);
  avif.write('free', avif.indexOf('irot'), 'latin1');
  expect((await opened(avif)).header).toMatchObject({ width: 32, height: 24 });
});
