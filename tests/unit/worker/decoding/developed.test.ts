import sharp from 'sharp';
import { expect, test } from 'vitest';
import { asPng, open, opened, refusalOf } from '../../../support/format-fixtures.ts';
import { fujiRaw } from '../../../support/raw-file.ts';
import { colourAt } from '../../../support/similarity.ts';
import { type DngShape, writeDng } from '../../../support/write-dng.ts';

const size = { width: 96, height: 64 };

/** Light to the numbers of sRGB (IEC 61966-2-1). */
const numberOf = (light: number) =>
  Math.round(255 * (light <= 0.003_130_8 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));

/** Columns of light behind the three filters; the first is white, and broad enough to be what is brightest. */
const columns = [
  [1, 1, 1],
  [0.5, 0.5, 0.5],
  [0.18, 0.18, 0.18],
  [0.6, 0.1, 0.1],
  [0.1, 0.6, 0.1],
  [0.1, 0.1, 0.6],
] as const;
const columnAt = (x: number) => columns[Math.floor(x / 16)] ?? columns[0];
const chart = (orientation = 1, shape: Partial<DngShape> = {}) =>
  writeDng({
    ...size,
    orientation,
    light: (x, _, filter) => columnAt(x)[filter] ?? 0,
    ...shape,
  });

async function expectColumns(png: Buffer): Promise<void> {
  for (const [index, light] of columns.entries()) {
    const seen = await colourAt(png, (index + 0.5) / columns.length, 0.5);
    for (const [channel, value] of light.entries())
      expect(
        Math.abs((seen[channel] ?? 0) - numberOf(value)),
        `${index}: ${seen.join(' ')}`,
      ).toBeLessThanOrEqual(2);
  }
}

test.each([
  ['half', 32, 48],
  ['full', null, 96],
])(
  'a RAW without a preview is developed at %s size, its colours by the formula',
  async (_, shrinkOnLoadSize, width) => {
    const picture = await opened(chart(), { shrinkOnLoadSize });
    expect(picture.header).toMatchObject({ format: 'raw', ...size });
    const png = await asPng(picture);
    expect(await sharp(png).metadata()).toMatchObject({ width, height: (width * 2) / 3 });
    await expectColumns(png);
  },
);

/** Fujifilm's, of six by six. */
const xTrans = [
  [1, 1, 0, 1, 1, 2],
  [1, 1, 2, 1, 1, 0],
  [2, 0, 1, 0, 2, 1],
  [1, 1, 2, 1, 1, 0],
  [1, 1, 0, 1, 1, 2],
  [0, 2, 1, 2, 0, 1],
];
const cells = {
  'green, red, blue, green': [
    [1, 0],
    [2, 1],
  ],
  'green, blue, red, green': [
    [1, 2],
    [0, 1],
  ],
  'blue, green, green, red': [
    [2, 1],
    [1, 0],
  ],
  'six by six': xTrans,
};

test.each<[string, Partial<DngShape>]>([
  ...Object.entries(cells).map(([name, cell]): [string, Partial<DngShape>] => [name, { cell }]),
  ['12 bits without gaps', { packing: '12 bits' }],
  ['a lossless JPEG', { packing: 'lossless JPEG' }],
])('filters and packings of other cameras are developed alike: %s', async (_, shape) => {
  for (const shrinkOnLoadSize of [32, null]) {
    const picture = await opened(chart(1, shape), { shrinkOnLoadSize });
    expect(picture.header).toMatchObject({ format: 'raw', ...size });
    await expectColumns(await asPng(picture));
  }
});

test('a developed RAW is upright', async () => {
  const picture = await opened(chart(6), { shrinkOnLoadSize: 32 });
  expect(picture.header).toMatchObject({ width: 64, height: 96 });
  const png = await asPng(picture);
  expect(await colourAt(png, 0.5, 0.05)).toEqual([255, 255, 255, 255]);
  const [red = 0, green = 0, blue = 0] = await colourAt(png, 0.5, 0.95);
  expect(blue - Math.max(red, green)).toBeGreaterThan(80);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'a developed RAW turned by %s tells its own size, and not that of a smaller way',
  async (orientation) => {
    const told = orientation > 4 ? { width: 64, height: 96 } : size;
    for (const shrinkOnLoadSize of [32, null])
      expect((await opened(chart(orientation), { shrinkOnLoadSize })).header).toMatchObject(told);
  },
);

test('a RAW whose sensor data are cut is called so, at any length', async () => {
  const whole = chart();
  const dataBytes = size.width * size.height * 2;
  for (const left of [dataBytes - 1, dataBytes / 2, 0])
    expect(await refusalOf(whole.subarray(0, whole.length - dataBytes + left))).toMatchObject({
      code: 'image-truncated',
    });
  const fuji = fujiRaw({ previews: [] });
  fuji.writeUInt32BE(fuji.length, 100);
  fuji.writeUInt32BE(5000, 104);
  expect(await refusalOf(fuji)).toMatchObject({ code: 'image-truncated' });
});

test('a RAW packed in a way that nothing here unpacks is not called damaged', async () => {
  const packed = writeDng({ ...size, light: () => 0.5, compression: 52_546 });
  expect(await refusalOf(packed)).toMatchObject({ code: 'decoder-missing' });
  // What was thrown took the codec with it.
  expect((await opened(chart())).header).toMatchObject(size);
});

test('developing is let in by what it will take, and not where it is too large', async () => {
  const admitted: number[] = [];
  const { openPicture } = await import('../../../../src/worker/decoding/open-picture.ts');
  const limits = { maxPixels: 1e6, maxFileBytes: 1e8, page: 1 };
  const note = async (bytes: number) => void admitted.push(bytes);
  for (const shrinkOnLoadSize of [32, null])
    await openPicture(chart(), { ...limits, shrinkOnLoadSize }, note);
  const pixels = size.width * size.height;
  expect(admitted).toEqual([8, 24].map((each) => chart().length * 2 + each * pixels));
  const light = () => 0.5;
  const bomb = writeDng({ ...size, light, said: { width: 60_000, height: 60_000 } });
  expect(await refusalOf(bomb)).toMatchObject({ code: 'image-too-large' });
  const large = await open(bomb, { maxPixels: 5e9 });
  expect(large).toMatchObject({ ok: false, problem: { failure: { code: 'image-too-large' } } });
});
