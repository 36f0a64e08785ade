import { expect, test } from 'vitest';
import { magick } from '../../../../src/worker/decoding/magick/magick.ts';
import { readByMagick } from '../../../../src/worker/decoding/magick/read-pixels.ts';
import { formatFixture } from '../../../support/format-fixtures.ts';

test('reads on after a trap, by another instance', async () => {
  const first = await magick.use(({ ImageMagick }) => Reflect.get(ImageMagick, '_api') as object);
  expect(await magick.use(() => Promise.reject(new RangeError('a trap')))).toBeNull();
  expect(await readByMagick(formatFixture('card.ras'), 'SUN')).toMatchObject({ ok: true });
  const second = await magick.use(({ ImageMagick }) => Reflect.get(ImageMagick, '_api') as object);
  expect(second).not.toBe(first);
});

test('reads a file as what we take it for, and as nothing else', async () => {
  for (const coder of ['DDS', 'PICT', 'JPEG'] as const)
    expect(await readByMagick(formatFixture('card.png'), coder)).toMatchObject({ ok: false });
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
  expect(await readByMagick(two, 'SUN')).toEqual(await readByMagick(first, 'SUN'));
});
