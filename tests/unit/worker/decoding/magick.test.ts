import sharp from 'sharp';
import { expect, test } from 'vitest';
import { defaultReadLimits, lightBytes } from '../../../../src/shared/worker/messages.ts';
import { KeptCodec } from '../../../../src/worker/decoding/kept-codec.ts';
import { magick } from '../../../../src/worker/decoding/magick/magick.ts';
import { magickDecoder } from '../../../../src/worker/decoding/magick/magick-decoder.ts';
import { readByMagick } from '../../../../src/worker/decoding/magick/read-pixels.ts';
import { formatFixture, refusalOf } from '../../../support/format-fixtures.ts';

test('reads on after a trap, by another instance', async () => {
  const first = await magick.use(({ ImageMagick }) => Reflect.get(ImageMagick, '_api') as object);
  expect(await magick.use(() => Promise.reject(new RangeError('a trap')))).toBeNull();
  expect(await readByMagick(formatFixture('card.ras'), 'SUN', 1000)).toMatchObject({ ok: true });
  const second = await magick.use(({ ImageMagick }) => Reflect.get(ImageMagick, '_api') as object);
  expect(second).not.toBe(first);
});

test('reads a file as what we take it for, and as nothing else', async () => {
  for (const coder of ['DDS', 'PICT', 'JPEG'] as const)
    expect(await readByMagick(formatFixture('card.png'), coder, 1000)).toMatchObject({ ok: false });
});

test('is forbidden every coder that is not on the list', async () => {
  const words = await magick.use(({ MagickImage, MagickReadSettings }) => {
    const image = MagickImage.create();
    const trials = ['MSL', 'TEXT', 'SVG', 'PNG', 'HTTPS', 'LABEL'] as const;
    return trials.map((format) => {
      try {
        image.read(formatFixture('card.png'), new MagickReadSettings({ format }));
        return 'read';
      } catch (error) {
        return String(error);
      }
    });
  });
  expect(words).toHaveLength(6);
  for (const one of words ?? []) expect(one).toMatch(/NotAuthorized|NoDecodeDelegate/);
});

test('reads the first picture of a file, and does not look at those behind it', async () => {
  const first = formatFixture('card.ras');
  const two = Buffer.concat([first, first.subarray(0, first.length >> 1)]);
  expect(await readByMagick(two, 'SUN', 1000)).toEqual(await readByMagick(first, 'SUN', 1000));
});

const startOfContent = 0x234;
const quickTime = 0x8200;
const endOfPicture = 0x00ff;
const factsBytes = 154;

/** A drawing of 32 × 24 pixels with a JPEG in it, as QuickTime put them there. */
function pictWith(jpeg: Buffer): Buffer {
  const facts = Buffer.alloc(6 + factsBytes);
  facts.writeUInt16BE(quickTime, 0);
  facts.writeUInt32BE(factsBytes + jpeg.length, 2);
  facts.writeUInt16BE(24, 6 + 48);
  facts.writeUInt16BE(32, 6 + 50);
  const end = Buffer.alloc(2 + (jpeg.length % 2));
  end.writeUInt16BE(endOfPicture, end.length - 2);
  return Buffer.concat([formatFixture('card.pict').subarray(0, startOfContent), facts, jpeg, end]);
}

const jpegOf = (edge: number, space: 'srgb' | 'cmyk') =>
  sharp({ create: { width: edge, height: edge, channels: 3, background: '#d04020' } })
    .toColourspace(space)
    .jpeg()
    .toBuffer();

test('a picture inside a drawing is not made when it is larger than the drawing may be', async () => {
  const pict = pictWith(await jpegOf(64, 'srgb'));
  expect(await readByMagick(pict, 'PICT', 64 * 64)).toMatchObject({ ok: true });
  const refused = { ok: false, problem: { code: 'image-too-large' } };
  expect(await readByMagick(pict, 'PICT', 64 * 64 - 1)).toMatchObject(refused);
});

test('a drawing promises what a picture inside may take, and one that is larger still is not made', async () => {
  const [small, large] = [await jpegOf(64, 'srgb'), await jpegOf(2100, 'srgb')];
  const limits = { ...defaultReadLimits, page: 1, shrinkOnLoadSize: null };
  const promised = magickDecoder.promised?.(pictWith(large), limits) ?? 0;
  expect(promised).toBeGreaterThan(2000 * 2000 * 4);
  expect(promised).toBeLessThan(lightBytes);
  expect(await refusalOf(pictWith(small))).toBeNull();
  expect(await refusalOf(pictWith(large))).toMatchObject({ code: 'image-too-large' });
});

test('inks inside a drawing are not taken for colours of light', async () => {
  const pict = pictWith(await jpegOf(16, 'cmyk'));
  expect(await refusalOf(pict)).toEqual({ code: 'decoder-missing', subject: 'a PICT picture' });
});

test('a codec that could not be loaded is loaded with the next picture', async () => {
  let loads = 0;
  const codec = new KeptCodec(async () => {
    loads += 1;
    if (loads === 1) throw new Error('no memory');
    return { module: 'a codec', memorySize: () => 0 };
  });
  await expect(codec.use((module) => module)).rejects.toThrow('no memory');
  expect(await codec.use((module) => module)).toBe('a codec');
  expect(await codec.use((module) => module)).toBe('a codec');
  expect(loads).toBe(2);
});
