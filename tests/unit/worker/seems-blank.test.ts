import sharp, { type Colour, type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { randomBytes } from 'node:crypto';
import { seemsBlank } from '../../../src/worker/writing/seems-blank.ts';

const size = { width: 100, height: 80 };
const plain = (background: Colour) => sharp({ create: { ...size, channels: 4, background } });
const blank = () => plain('#fff').jpeg().toBuffer();
const headerOf = (format: 'tiff' | 'jpeg' | 'svg' | 'pdf') => ({
  ...size,
  format,
  hasAlpha: false,
  pages: 1,
});
const full = randomBytes(20_000);

test.each(['#fff', '#000', '#3a5', '#0000'])(
  'a result that is all %s is doubted',
  async (colour) => {
    const file = await plain(colour).png().toBuffer();
    expect(await seemsBlank({ ...size, file: file }, full, headerOf('tiff'))).toBe(true);
  },
);

test('a result with a picture in it is not doubted', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 9 } as const;
  const file = await sharp({ create: { ...size, channels: 3, background: '#fff', noise } })
    .webp()
    .toBuffer();
  expect(await seemsBlank({ ...size, file: file }, full, headerOf('tiff'))).toBe(false);
  const line = {
    input: { create: { width: 100, height: 1, channels: 3, background: '#000' } as const },
  };
  const lined = await plain('#fff').composite([line]).png().toBuffer();
  expect(await seemsBlank({ ...size, file: lined }, full, headerOf('tiff'))).toBe(false);
});

test('a very large result is looked at, too, down to its lines', async () => {
  const large = { width: 7000, height: 3000 };
  const white = { create: { ...large, channels: 3, background: '#fff' } as const };
  const line = {
    input: { create: { width: 2, height: 3000, channels: 3, background: '#000' } as const },
  };
  const source = randomBytes(2_000_000);
  const doubted = async (picture: Sharp) =>
    seemsBlank({ ...large, file: await picture.jpeg().toBuffer() }, source, {
      ...headerOf('tiff'),
      ...large,
    });
  expect(await doubted(sharp(white))).toBe(true);
  expect(await doubted(sharp(white).composite([line]))).toBe(false);
});

test('a source of one colour is believed', async () => {
  const uncompressed = await sharp({ create: { ...size, channels: 3, background: '#fff' } })
    .tiff({ compression: 'none' })
    .toBuffer();
  expect(await seemsBlank({ ...size, file: await blank() }, uncompressed, headerOf('tiff'))).toBe(
    false,
  );
});

test('a picture of few pixels is believed: they cannot hold what is in its file', async () => {
  const small = { ...headerOf('tiff'), width: 10, height: 10 };
  expect(await seemsBlank({ ...small, file: await blank() }, full, small)).toBe(false);
});

test('previews and profiles of a photograph do not count', async () => {
  expect(await seemsBlank({ ...size, file: await blank() }, full, headerOf('jpeg'))).toBe(false);
});

test('a result is judged by its own size, not by that of a large source', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const photo = sharp({ create: { ...size, channels: 3, background: '#fff', noise } });
  const file = await photo.webp().toBuffer();
  // Were it looked at, it would not open.
  const cut = file.subarray(0, file.length / 2);
  const large = { ...headerOf('tiff'), width: 4000, height: 3000 };
  expect(await seemsBlank({ ...size, file: cut }, full, large)).toBe(false);
});

test('a drawing may be of one colour, but not of nothing', async () => {
  const nothing = await plain('#0000').png().toBuffer();
  expect(await seemsBlank({ ...size, file: nothing }, Buffer.from('<svg/>'), headerOf('svg'))).toBe(
    true,
  );
  expect(await seemsBlank({ ...size, file: await blank() }, full, headerOf('svg'))).toBe(false);
});

test('a page may be empty unless it holds pictures', async () => {
  expect(await seemsBlank({ ...size, file: await blank() }, full, headerOf('pdf'))).toBe(false);
  const page = Buffer.from('<< /Subtype /Image /Width 9 >>');
  expect(await seemsBlank({ ...size, file: await blank() }, page, headerOf('pdf'))).toBe(true);
});
