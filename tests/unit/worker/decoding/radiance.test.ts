import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openPicture } from '../../../../src/worker/decoding/open-picture.ts';
import { srgbOf, srgbOfBright } from '../../../support/colour-formula.ts';
import { asPng, opened, refusalOf } from '../../../support/format-fixtures.ts';
import { colourAt } from '../../../support/similarity.ts';
import { lightOfRgbe, rgbeOf, writeRadiance } from '../../../support/write-radiance.ts';

type Rgb = readonly [number, number, number];

const patches: readonly Rgb[] = [
  [0.02, 0.02, 0.02],
  [0.05, 0.05, 0.05],
  [0.18, 0.18, 0.18],
  [0.5, 0.5, 0.5],
  [0.6, 0.2, 0.1],
  [4, 4, 4],
  [8, 1, 0.5],
  [16, 16, 16],
];
const edge = 8;
const size = { width: patches.length * edge, height: edge };
const patchAt = (x: number): Rgb => patches[Math.floor(x / edge)] ?? [0, 0, 0];

async function expectPatches(bytes: Buffer, expected: (light: Rgb) => Rgb) {
  const png = await asPng(await opened(bytes));
  for (const [index, patch] of patches.entries()) {
    const seen = await colourAt(png, (index + 0.5) / patches.length, 0.5);
    for (const [channel, value] of expected(lightOfRgbe(rgbeOf(patch))).entries())
      expect(
        Math.abs((seen[channel] ?? 0) - value),
        `${patch.join(' ')}: ${seen.join(' ')}`,
      ).toBeLessThan(1.2);
  }
}

test.each(['not', 'by-pixel', 'by-component'] as const)(
  'a Radiance picture that is packed %s has the light that the formula gives',
  async (packing) => {
    const [peak] = lightOfRgbe(rgbeOf([16, 16, 16]));
    const bytes = writeRadiance({ ...size, light: patchAt, packing, lines: ['EXPOSURE=3.5'] });
    await expectPatches(bytes, (light) => srgbOfBright(light, peak));
  },
);

test('a Radiance picture with nothing brighter than white is left as it is', async () => {
  const dim = (light: Rgb): Rgb => [light[0] / 20, light[1] / 20, light[2] / 20];
  const bytes = writeRadiance({ ...size, light: (x) => dim(patchAt(x)) });
  const png = await asPng(await opened(bytes));
  for (const [index, patch] of patches.entries()) {
    const seen = await colourAt(png, (index + 0.5) / patches.length, 0.5);
    for (const [channel, value] of srgbOf(lightOfRgbe(rgbeOf(dim(patch))), 'srgb').entries())
      expect(Math.abs((seen[channel] ?? 0) - value)).toBeLessThan(1.2);
  }
});

test.each([1e-6, 1e6])(
  'a Radiance picture whose light is %d of the usual is seen all the same',
  async (times) => {
    const bytes = writeRadiance({
      ...size,
      light: (x) =>
        x < 32 ? [0.5 * times, 0.5 * times, 0.5 * times] : [0.1 * times, 0.1 * times, 0.1 * times],
    });
    const png = await asPng(await opened(bytes));
    const [[bright = 0], [dark = 0]] = [
      await colourAt(png, 0.1, 0.5),
      await colourAt(png, 0.9, 0.5),
    ];
    expect(bright).toBeGreaterThan(dark + 50);
    expect(bright).toBeLessThan(255);
    expect(dark).toBeGreaterThan(60);
  },
);

test.each([
  {
    which: 'of other primaries',
    how: { lines: ['PRIMARIES= .708 .292 .170 .797 .131 .046 .3127 .3290'] },
    light: [0.25, 0.1, 0.05],
    gamut: 'bt2020',
  },
  // White of XYZ is grey in every other space.
  { which: 'in XYZ', how: { format: 'xyze' }, light: [0.2, 0.2, 0.2], gamut: 'srgb' },
] as const)('a Radiance picture $which has its colours', async ({ how, light, gamut }) => {
  const picture = await opened(writeRadiance({ ...size, light: () => light, ...how }));
  const seen = await colourAt(await asPng(picture), 0.5, 0.5);
  for (const [channel, value] of srgbOf(light, gamut).entries())
    expect(Math.abs((seen[channel] ?? 0) - value), seen.join(' ')).toBeLessThan(1.5);
});

test.each([
  ['-Y', '+X'],
  ['-Y', '-X'],
  ['+Y', '-X'],
  ['+Y', '+X'],
  ['+X', '-Y'],
  ['-X', '-Y'],
  ['-X', '+Y'],
  ['+X', '+Y'],
] as const)(
  'a Radiance picture whose rows go %s and pixels %s is upright',
  async (rows, pixels) => {
    // Red is left, and bright is up, in a picture of 24 × 16.
    const [width, height] = [24, 16];
    const isColumns = rows.endsWith('X');
    const stored = isColumns ? { width: height, height: width } : { width, height };
    const along = (at: number, length: number, way: string) =>
      way.startsWith('+') ? at : length - 1 - at;
    const bytes = writeRadiance({
      ...stored,
      ways: [rows, pixels],
      light(x, y) {
        const left = isColumns ? along(y, width, rows) : along(x, width, pixels);
        const up = isColumns ? along(x, height, pixels) : along(y, height, rows);
        const light = up >= height / 2 ? 0.8 : 0.2;
        return left < width / 2 ? [light, 0, 0] : [0, light, 0];
      },
    });
    const picture = await opened(bytes);
    expect(picture.header).toMatchObject({ width, height });
    const png = await asPng(picture);
    expect(await sharp(png).metadata()).toMatchObject({ width, height });
    const [[red = 0], [less = 0], [, green = 0]] = await Promise.all([
      colourAt(png, 0.1, 0.1),
      colourAt(png, 0.1, 0.9),
      colourAt(png, 0.9, 0.1),
    ]);
    expect(red).toBeGreaterThan(less + 40);
    expect(less).toBeGreaterThan(60);
    expect(green).toBeGreaterThan(150);
  },
);

test.each([
  ['primaries whose white has no end', 'PRIMARIES=.64 .33 .3 .6 .15 .06 .3127 1e-320'],
  ['primaries that nearly lie on a line', 'PRIMARIES=.3 .3 .4 .4000001 .5 .5 .3127 .329'],
  ['primaries that are no numbers', 'PRIMARIES=NaN Infinity 1 2 3 4 5 6'],
  ['an exposure that is no number', 'EXPOSURE=NaN'],
  ['a gamma that is no number', 'GAMMA=-Infinity'],
])('a Radiance picture with %s is what it is without', async (_, line) => {
  const shape = { ...size, light: patchAt };
  const [plain, odd] = [writeRadiance(shape), writeRadiance({ ...shape, lines: [line] })];
  expect((await asPng(await opened(odd))).equals(await asPng(await opened(plain)))).toBe(true);
});

test('a Radiance picture whose gamma makes light endless is still seen', async () => {
  const dim: Rgb = [0.9, 0.9, 0.9];
  const light = (x: number): Rgb => (x < 32 ? [1e37, 1e37, 1e37] : dim);
  const bytes = writeRadiance({ ...size, light, lines: ['GAMMA=0.1'] });
  const [bright = 0] = await colourAt(await asPng(await opened(bytes)), 0.1, 0.5);
  expect(bright).toBeGreaterThan(200);
});

test('a Radiance picture that is cut is called so, and one of nonsense damaged', async () => {
  const whole = writeRadiance({ ...size, light: patchAt, packing: 'by-component' });
  for (const length of [14, 40, 70, whole.length - 1])
    expect(await refusalOf(whole.subarray(0, length))).toMatchObject({ code: 'image-truncated' });
  const text = (resolution: string, data: readonly number[]) =>
    Buffer.concat([Buffer.from(`#?RADIANCE\n\n${resolution}\n`), Buffer.from(data)]);
  for (const bytes of [
    text('-Y 8 +Y 8', [0]),
    text('nothing', [0]),
    // A repeat with nothing before it, one beyond the row, an empty run, another width.
    text('-Y 1 +X 4', [1, 1, 1, 2, 0, 0, 0, 0]),
    text('-Y 1 +X 4', [9, 9, 9, 130, 1, 1, 1, 255]),
    text('-Y 1 +X 9', [2, 2, 0, 9, 0, 0, 0, 0]),
    text('-Y 1 +X 9', [2, 2, 0, 8, 137, 0, 137, 0, 137, 0, 137, 0]),
  ])
    expect(await refusalOf(bytes)).toMatchObject({ code: 'image-corrupt' });
});

test('a Radiance picture is let in by its size, and refused where it is too large', async () => {
  const admitted: number[] = [];
  const limits = { maxPixels: 1e6, maxFileBytes: 1e8, page: 1, shrinkOnLoadSize: null };
  await openPicture(writeRadiance({ ...size, light: patchAt }), limits, async (bytes) => {
    admitted.push(bytes);
  });
  expect(admitted).toEqual([size.width * size.height * 20]);
  const bomb = Buffer.from('#?RADIANCE\n\n-Y 60000 +X 60000\n');
  expect(await refusalOf(bomb)).toMatchObject({ code: 'image-too-large' });
});
