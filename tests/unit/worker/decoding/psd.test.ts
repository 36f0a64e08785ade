import { expect, test } from 'vitest';
import { height, pixelAt, width } from '../../../../scripts/decoder-fixtures/formula.js';
import { decodePsd } from '../../../../src/worker/decoding/psd/decode-psd.ts';
import { refusalOf } from '../../../support/format-fixtures.ts';
import { writePsd } from '../../../support/write-psd.ts';

type Formula = (x: number, y: number) => readonly number[];
type Shape = Parameters<typeof writePsd>[0];

const size = { width, height };
const [x, y] = [9, 4];
const [red = 0, green = 0, blue = 0, alpha = 0] = pixelAt(x, y);

async function rasterOf(shape: Omit<Shape, 'width' | 'height'>) {
  const decoded = await decodePsd(writePsd({ ...size, ...shape }), {
    maxPixels: 1e6,
    shrinkOnLoadSize: null,
    page: 1,
  });
  if (!decoded.ok || decoded.value.kind !== 'raster') throw new Error('no raster');
  const { data, ...facts } = decoded.value;
  const stride = data.length / width / height;
  const at = (y * width + x) * stride;
  return { ...facts, pixel: [...data.subarray(at, at + stride)] };
}

/** As Photoshop stores a transparent picture: blended with white. */
const onWhite: Formula = (x, y) => {
  const [red = 0, green = 0, blue = 0, alpha = 0] = pixelAt(x, y);
  const blended = [red, green, blue].map((value) => 255 - ((255 - value) * alpha) / 255);
  return [...blended.map(Math.round), alpha];
};
const wide = (formula: Formula): Formula => {
  return (x, y) => formula(x, y).map((value) => Math.round(value * 257));
};

/** Within what rounding to 8 bits before the division costs. */
function expectNear(found: readonly number[], meant: readonly number[], most: number): void {
  expect(found).toHaveLength(meant.length);
  found.forEach((value, index) => {
    expect(Math.abs(value - (meant[index] ?? 0))).toBeLessThanOrEqual(most);
  });
}

test.each([false, true])(
  'transparency of 8 bits is taken out of the white; PSB: %s',
  async (isLarge) => {
    const raster = await rasterOf({ mode: 3, pixel: onWhite, hasTransparency: true, isLarge });
    expect(raster).toMatchObject({ colours: 'rgb', hasAlpha: true });
    expectNear(raster.pixel, [red, green, blue, alpha], 2);
  },
);

test.each([false, true])(
  'transparency of 16 bits is said in a block of its own; PSB: %s',
  async (isLarge) => {
    const shape = { mode: 3, depth: 16, hasTransparency: true, isLarge } as const;
    const raster = await rasterOf({ ...shape, pixel: wide(onWhite) });
    expect(raster.hasAlpha).toBe(true);
    expectNear(
      raster.pixel,
      [red, green, blue, alpha].map((value) => value * 257),
      600,
    );
  },
);

test('selections that were kept are no transparency', async () => {
  const many: Formula = (x, y) => [...pixelAt(x, y), ...Array(52).fill(7)];
  const raster = await rasterOf({ mode: 3, pixel: many });
  expect(raster).toMatchObject({ hasAlpha: false, pixel: [red, green, blue] });
});

test('the 57 channels of a transparent picture with all selections that there can be are read', async () => {
  const many: Formula = (x, y) => [...onWhite(x, y), ...Array(53).fill(7)];
  const raster = await rasterOf({ mode: 3, pixel: many, hasTransparency: true });
  expectNear(raster.pixel, [red, green, blue, alpha], 2);
});

test('a picture that promises transparency and has no channel for it is opaque', async () => {
  const pixel: Formula = (x, y) => pixelAt(x, y).slice(0, 3);
  const raster = await rasterOf({ mode: 3, pixel, hasTransparency: true });
  expect(raster).toMatchObject({ hasAlpha: false, pixel: [red, green, blue] });
});

test('Lab keeps its alpha', async () => {
  // White is 100, 0, 0: its a and b lie in the middle.
  const lab: Formula = (x, y) => {
    const [l = 0, , , alpha = 0] = onWhite(x, y);
    const [, a = 0, b = 0] = pixelAt(x, y);
    const blended = [a, b].map((value) => Math.round(128 + ((value - 128) * alpha) / 255));
    return [l, ...blended, alpha];
  };
  const raster = await rasterOf({ mode: 9, pixel: lab, hasTransparency: true });
  expect(raster).toMatchObject({ colours: 'lab', hasAlpha: true });
  const [l = 0, a = 0, b = 0, opacity = 0] = raster.pixel;
  const signed = (value: number) => (value << 16) >> 16;
  expectNear(
    [l / 257, signed(a) / 256, signed(b) / 256, opacity / 257],
    [red, green - 128, blue - 128, alpha],
    3,
  );
});

test('inks keep their alpha', async () => {
  // Stored upside down: the top is no ink, and white.
  const inks: Formula = (x, y) => [...onWhite(x, y).slice(0, 3), 255, alpha];
  const opaque = await rasterOf({ mode: 4, pixel: (x, y) => inks(x, y).slice(0, 4) });
  expect(opaque).toMatchObject({ colours: 'cmyk', hasAlpha: false });
  const clear = await rasterOf({
    mode: 4,
    pixel: (x, y) => [...inks(x, y).slice(0, 4), pixelAt(x, y)[3] ?? 0],
    hasTransparency: true,
  });
  expectNear(clear.pixel, [255 - red, 255 - green, 255 - blue, 0, alpha], 2);
});

test('32 bits are light where no profile says otherwise', async () => {
  const half = 0.2140411;
  const raster = await rasterOf({ mode: 3, depth: 32, pixel: () => [half, 1, 3] });
  expectNear(raster.pixel, [0x8000, 0xffff, 0xffff], 40);
});

test.each([
  [4, [10, 20, 30, 40]],
  [3, [10, 20, 30, 0]],
  [2, [10, 20, 0, 0]],
])('%i separate inks are those of a printer', async (count, inks) => {
  const stored = inks.slice(0, count).map((ink) => 255 - ink);
  expect(await rasterOf({ mode: 7, pixel: () => stored })).toMatchObject({
    colours: 'cmyk',
    pixel: inks,
  });
});

test('one colour of an indexed picture can be transparent', async () => {
  const palette = Buffer.alloc(768);
  palette.set([1, 2], 0);
  palette.set([3, 4], 256);
  palette.set([5, 6], 512);
  const resources = [{ id: 1047, content: Buffer.from([0, 1]) }];
  const pixel: Formula = (x) => [x % 2];
  const raster = await rasterOf({ mode: 2, pixel, palette, resources });
  expect(raster).toMatchObject({ hasAlpha: true, pixel: [2, 4, 6, 0] });
  const opaque = await rasterOf({ mode: 2, pixel, palette });
  expect(opaque).toMatchObject({ hasAlpha: false, pixel: [2, 4, 6] });
});

test('a document without a merged picture says so, and not that it is damaged', async () => {
  const resources = [{ id: 1057, content: Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]) }];
  const bytes = writePsd({ ...size, mode: 3, pixel: pixelAt, resources });
  expect(await refusalOf(bytes)).toEqual({
    code: 'decoder-missing',
    subject: 'a Photoshop document without a merged picture',
  });
});
