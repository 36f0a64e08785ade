import { expect, test } from 'vitest';
import { halfTable } from '../../../../src/worker/decoding/exr/half.ts';
import { srgbOf, srgbOfBright } from '../../../support/colour-formula.ts';
import sharp from 'sharp';
import { asPng, formatFixture, open, opened, refusalOf } from '../../../support/format-fixtures.ts';
import { colourAt } from '../../../support/similarity.ts';
import { halfBits, writeExr } from '../../../support/write-exr.ts';

type Rgb = readonly [number, number, number];

const patches: readonly Rgb[] = [
  [0.015625, 0.015625, 0.015625],
  [0.1875, 0.1875, 0.1875],
  [0.5, 0.5, 0.5],
  [0.625, 0.1875, 0.125],
  [4, 4, 4],
  [8, 1, 0.5],
  [16, 16, 16],
];
const edge = 8;
const size = { width: patches.length * edge, height: 20 };
const patchAt = (x: number): Rgb => patches[Math.floor(x / edge)] ?? [0, 0, 0];
const lightAt = (x: number) => {
  const [R, G, B] = patchAt(x);
  return { R, G, B };
};
const channels = ['B', 'G', 'R'];

async function expectPatches(bytes: Buffer, expected: (light: Rgb) => Rgb) {
  const png = await asPng(await opened(bytes));
  for (const [index, patch] of patches.entries()) {
    const seen = await colourAt(png, (index + 0.5) / patches.length, 0.9);
    for (const [channel, value] of expected(patch).entries())
      expect(Math.abs((seen[channel] ?? 0) - value), `${index}: ${seen.join(' ')}`).toBeLessThan(
        1.2,
      );
  }
}

test.each([
  ['none', 'half'],
  ['rle', 'half'],
  ['zips', 'float'],
  ['zip', 'half'],
  ['zip', 'float'],
] as const)(
  'an OpenEXR picture that is packed by %s in %ss has the light that the formula gives',
  async (packing, type) => {
    const bytes = writeExr({ ...size, channels, light: lightAt, packing, type });
    await expectPatches(bytes, (light) => srgbOfBright(light, 16));
  },
);

test.each(['piz', 'piz-float', 'pxr24', 'b44', 'b44a', 'tiles', 'parts'])(
  'one of OpenEXR itself (%s) has the light that the formula gives',
  (name) => expectPatches(formatFixture(`${name}.exr`), (light) => srgbOfBright(light, 16)),
);

/** Each sample is the next half, so that there are more numbers than 14 bits can tell apart. */
const stepAt = (x: number, y: number, channel: number) =>
  halfTable()[1 + (y * 180 + x) * 3 + channel] ?? 0;
const steps = {
  width: 180,
  height: 40,
  channels,
  light: (x: number, y: number) => ({
    B: stepAt(x, y, 0),
    G: stepAt(x, y, 1),
    R: stepAt(x, y, 2),
  }),
};

const samplesOf = async (bytes: Buffer) =>
  sharp(await asPng(await opened(bytes)))
    .raw()
    .toBuffer();

test.each([
  ['piz-steps', 0],
  ['pxr24-steps', 0],
  ['b44-steps', 2],
])('one of OpenEXR itself (%s) is what it was before it was packed', async (name, tolerance) => {
  const plain = await samplesOf(writeExr(steps));
  const seen = await samplesOf(formatFixture(`${name}.exr`));
  expect(seen.length).toBe(plain.length);
  const most = plain.reduce(
    (found, value, at) => Math.max(found, Math.abs(value - (seen[at] ?? 0))),
    0,
  );
  expect(most).toBeLessThanOrEqual(tolerance);
});

test('one with nothing brighter than white is left as it is', async () => {
  const dim = (x: number) => {
    const { R, G, B } = lightAt(x);
    return { R: R / 16, G: G / 16, B: B / 16 };
  };
  const bytes = writeExr({ ...size, channels, light: dim, packing: 'zip' });
  await expectPatches(bytes, ([red, green, blue]) =>
    srgbOf([red / 16, green / 16, blue / 16], 'srgb'),
  );
});

test('its colours are those of the primaries that it names', async () => {
  const light = () => ({ R: 0.5, G: 0.25, B: 0.125 });
  const primaries = [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.3127, 0.329];
  const seen = await colourAt(
    await asPng(await opened(writeExr({ ...size, channels, light, primaries }))),
    0.5,
    0.5,
  );
  const wanted = srgbOf([0.5, 0.25, 0.125], 'p3');
  for (const [channel, value] of wanted.entries())
    expect(Math.abs((seen[channel] ?? 0) - value)).toBeLessThan(1.2);
});

test('its colours are divided by its opacity, and a layer stands for a picture that has none', async () => {
  const names = ['main.A', 'main.B', 'main.G', 'main.R'];
  const light = () => ({ 'main.A': 0.5, 'main.B': 0.25, 'main.G': 0.125, 'main.R': 0.5 });
  const picture = await opened(writeExr({ ...size, channels: names, light, packing: 'zip' }));
  expect(picture.header).toMatchObject({ hasAlpha: true });
  const [red = 0, green = 0, blue = 0, alpha] = await colourAt(await asPng(picture), 0.5, 0.5);
  const wanted = srgbOf([1, 0.25, 0.5], 'srgb');
  expect([red, green, blue].every((value, at) => Math.abs(value - (wanted[at] ?? 0)) < 1.2)).toBe(
    true,
  );
  expect(alpha).toBe(128);
});

test('a grey one is grey, and what is to be seen may be more and less than what is stored', async () => {
  const light = () => ({ Y: 0.5 });
  const bytes = writeExr({ ...size, channels: ['Y'], light, display: [28, 0, 83, 19] });
  const picture = await opened(bytes);
  expect(picture.header).toMatchObject({ width: 56, height: 20 });
  const png = await asPng(picture);
  const [red, green, blue] = await colourAt(png, 0.25, 0.5);
  expect([green, blue]).toEqual([red, red]);
  expect(red).toBe(188);
  expect(await colourAt(png, 0.75, 0.5)).toEqual([0, 0, 0, 255]);
});

/** By OpenEXR's formula: luminance by the primaries, and how far red and blue are from it. */
const codedBy =
  (shares: Rgb) =>
  (x: number): Record<string, number> => {
    const [red, green, blue] = patchAt(x);
    const Y = red * shares[0] + green * shares[1] + blue * shares[2];
    return { Y, RY: (red - Y) / Y, BY: (blue - Y) / Y };
  };
const bt709Shares: Rgb = [0.2126, 0.7152, 0.0722];
/** Of Adobe RGB. */
const wide = { primaries: [0.64, 0.33, 0.21, 0.71, 0.15, 0.06, 0.3127, 0.329] };
const wideShares: Rgb = [0.2973, 0.6274, 0.0753];

test.each([1, 2])(
  'one of luminance and chroma, with one of these for %i × as many pixels along an edge, has the light that the formula gives',
  async (step) => {
    const shape = { ...size, channels: ['BY', 'RY', 'Y'], type: 'float' as const };
    const steps = { RY: step, BY: step };
    const bytes = writeExr({ ...shape, steps, light: codedBy(bt709Shares) });
    await expectPatches(bytes, (light) => srgbOfBright(light, 16));
    const grey: Rgb = [4, 4, 4];
    const adobe = writeExr({ ...shape, ...wide, steps, light: codedBy(wideShares) });
    const seen = await colourAt(
      await asPng(await opened(adobe)),
      (patches.findIndex((one) => one[0] === 4) + 0.5) / patches.length,
      0.5,
    );
    for (const [channel, value] of srgbOfBright(grey, 16).entries())
      expect(Math.abs((seen[channel] ?? 0) - value)).toBeLessThan(1.2);
  },
);

test('one of luminance and chroma of which a part is to be seen begins at the right pixel', async () => {
  const shape = { ...size, channels: ['BY', 'RY', 'Y'], type: 'float' as const };
  const display = [17, 3, 29, 19] as const;
  const bytes = writeExr({
    ...shape,
    display,
    steps: { RY: 2, BY: 2 },
    light: codedBy(bt709Shares),
  });
  const png = await asPng(await opened(bytes));
  for (const x of [17, 24, 29]) {
    const seen = await colourAt(png, (x - 16.5) / 13, 0.5);
    for (const [channel, value] of srgbOf(patchAt(x), 'srgb').entries())
      expect(Math.abs((seen[channel] ?? 0) - value), `${x}: ${seen.join(' ')}`).toBeLessThan(1.2);
  }
});

test.each([
  [{ flags: 0x800 }, 'a deep OpenEXR picture'],
  [{ compression: 10 }, 'an OpenEXR picture packed with HTJ2K'],
  [{ compression: 8 }, 'an OpenEXR picture packed with DWAA'],
  [{ channels: ['Z'] }, 'an OpenEXR picture without red, green and blue'],
])('what is not read is refused by its name: %o', async (said, subject) => {
  const bytes = writeExr({ ...size, channels, light: lightAt, ...said });
  expect(await refusalOf(bytes)).toEqual({ code: 'decoder-missing', subject });
});

test('one of several parts of which none can be shown says what the first one lacks', async () => {
  const bytes = Buffer.from(formatFixture('parts.exr'));
  bytes.write('deeptile..', bytes.indexOf('tiledimage'), 'latin1');
  const subject = 'an OpenEXR picture without red, green and blue';
  expect(await refusalOf(bytes)).toEqual({ code: 'decoder-missing', subject });
});

test('one that ends early, is too large or makes no sense is called that', async () => {
  const bytes = writeExr({ ...size, channels, light: lightAt, packing: 'zip' });
  for (const length of [20, 200, bytes.length - 1])
    expect(await refusalOf(bytes.subarray(0, length)), `${length}`).toMatchObject({
      code: 'image-truncated',
    });
  const large = { display: [0, 0, 99_999, 99_999] as const };
  expect(await refusalOf(writeExr({ ...size, channels, light: lightAt, ...large }))).toMatchObject({
    code: 'image-too-large',
  });
  const bent = Buffer.from(bytes);
  bent.fill(0xff, bytes.length - 40);
  expect(await refusalOf(bent)).toMatchObject({ code: 'image-corrupt' });
  expect(await open(Buffer.from([0x76, 0x2f, 0x31, 0x01, 9, 0, 0, 0]))).toMatchObject({
    ok: false,
  });
});

test('numbers of 16 bits are written as they are read', () => {
  expect([0, 1, 0.5, 2 ** -24, 65_504].map(halfBits)).toEqual([0, 0x3c00, 0x3800, 1, 0x7bff]);
});
