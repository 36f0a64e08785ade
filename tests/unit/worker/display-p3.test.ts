import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { OutputRecipe, Work } from '../../../src/shared/task/recipe.ts';
import { planOutput } from '../../../src/worker/imaging/plan-output.ts';
import { renderOutputs } from '../../../src/worker/imaging/render-outputs.ts';
import { curves, type Gamut, srgbBy } from '../../support/colour-formula.ts';
import { opened } from '../../support/format-fixtures.ts';
import {
  asStored,
  chrm,
  cicp,
  gama,
  largePatches,
  patches,
  patchesOf,
  patchesSize,
  plainPng,
  type Rgb,
  withChunks,
} from '../../support/tagged-pictures.ts';
import { workFor } from '../../support/work.ts';

type Output = Partial<OutputRecipe>;
const width = patchesSize.width;

async function render(
  bytes: Buffer,
  outputs: readonly Output[],
  { keepsSource = false, ...more }: Partial<Work> & { readonly keepsSource?: boolean } = {},
): Promise<Buffer[]> {
  const picture = await opened(bytes, { maxPixels: 1e7 });
  const all = outputs.map((output, at) => ({
    name: `${at}`,
    width,
    format: 'png' as const,
    colourSpace: 'display-p3' as const,
    ...output,
  }));
  const work = { ...workFor(all), ...more };
  const plans = work.outputs.map((output) => planOutput(output, picture.header));
  const rendered = await renderOutputs(picture, plans, { work, source: bytes, keepsSource });
  if (!rendered.ok) throw new Error('It is not made.');
  return rendered.value.files.flatMap((file) => (file.ok ? [file.value.file] : []));
}
const one = async (...of: Parameters<typeof render>) => (await render(...of))[0] ?? Buffer.alloc(0);

/** As they stand in the file. */
const numbersIn = (file: Buffer) => patchesOf(file, { ignoreIcc: true });
const fraction = ([r, g, b]: Rgb): Rgb => [r / 255, g / 255, b / 255];
const asSrgb = (colour: Rgb, gamut: Gamut, curve: keyof typeof curves) =>
  srgbBy(colour, gamut, curves[curve]);

function expectClose(seen: readonly Rgb[], wanted: readonly Rgb[], most: number) {
  const off = seen.flatMap((colour, at) =>
    colour.map((value, channel) => Math.abs(value - (wanted[at]?.[channel] ?? -255))),
  );
  expect(Math.max(...off)).toBeLessThanOrEqual(most);
  expect(off.reduce((sum, value) => sum + value, 0) / off.length).toBeLessThan(1);
}

const exact: readonly (readonly [Output, number])[] = [
  [{ format: 'png' }, 2],
  [{ format: 'webp', lossless: true }, 2],
  [{ format: 'avif', lossless: true }, 3],
  [{ format: 'tiff' }, 2],
  [{ format: 'jpeg', quality: 100, chroma: '4:4:4' }, 4],
];

test.each(exact)(
  'colours of Display P3 stay in it, and the file says so: %j',
  async (output, most) => {
    const png = withChunks(await largePatches(4).png().toBuffer(), cicp(12, 13));
    const made = await one(png, [output]);
    const stored = patches.map((colour) => asStored(colour, 8));
    const numbers = stored.map(([r, g, b]): Rgb => [r * 255, g * 255, b * 255]);
    expectClose(await numbersIn(made), numbers, most);
    const { icc, hasAlpha } = await sharp(made).metadata();
    expect(icc?.length).toBeLessThan(600);
    expect(hasAlpha).toBe(false);
    // By the profile alone, as any viewer does.
    const shown = stored.map((colour) => asSrgb(colour, 'p3', 'srgb'));
    expectClose(await patchesOf(made), shown, most + 2);
  },
);

test.each([8, 16] as const)('so they do unscaled, with %i bits', async (bits) => {
  const png = withChunks(await plainPng(bits), cicp(12, 13));
  const numbers = patches.map((colour) => asStored(colour, bits));
  const seen = await numbersIn(await one(png, [{}]));
  expectClose(
    seen,
    numbers.map(([r, g, b]) => [r * 255, g * 255, b * 255]),
    2,
  );
});

test.each([
  ['a PNG', () => plainPng()],
  ['a PNG with 16 bits', () => plainPng(16)],
  ['a large PNG', () => largePatches(4).png().toBuffer()],
  ['a PNG with a profile', () => largePatches(1).withIccProfile('srgb').png().toBuffer()],
  ['a TIFF', () => largePatches(2).tiff().toBuffer()],
])('sRGB is converted: %s', async (_name, source) => {
  const made = await one(await source(), [{}]);
  const back = (await numbersIn(made)).map((seen) => asSrgb(fraction(seen), 'p3', 'srgb'));
  expectClose(
    back,
    patches.map(([r, g, b]) => [r * 255, g * 255, b * 255]),
    3,
  );
  const [red] = await numbersIn(made);
  expectClose([red ?? [0, 0, 0]], [[234, 51, 35]], 1);
});

test('of other gamuts what Display P3 holds is kept, and the rest is its edge', async () => {
  const places = [0.3127, 0.329, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06];
  const adobe = withChunks(
    await largePatches(4).png().toBuffer(),
    gama(256 / 563),
    chrm(...places),
  );
  const seen = await numbersIn(await one(adobe, [{}]));
  // Its own purest green is none of Display P3.
  const inside = <Of>(all: readonly Of[]) => all.slice(3);
  expectClose(
    inside(seen).map((colour) => asSrgb(fraction(colour), 'p3', 'srgb')),
    inside(patches).map((colour) => asSrgb(asStored(colour, 8), 'adobe', 'adobe')),
    3,
  );
  const wide = withChunks(await largePatches(4).png().toBuffer(), cicp(9, 13));
  const [red, green] = await numbersIn(await one(wide, [{}]));
  expectClose(
    [red ?? [0, 0, 0], green ?? [0, 0, 0]],
    [
      // The purest red of BT.2020 has 0.28 % of Display P3's blue.
      [255, 0, 9],
      [0, 255, 0],
    ],
    1,
  );
});

test('one picture is made in both, each from its own pixels', async () => {
  const png = withChunks(await largePatches(4).png().toBuffer(), cicp(12, 13));
  const [vivid, plain] = await render(png, [{}, { colourSpace: 'srgb' }]);
  const [red] = await numbersIn(vivid ?? Buffer.alloc(0));
  expectClose([red ?? [0, 0, 0]], [[255, 0, 0]], 1);
  const shown = patches.map((colour) => asSrgb(asStored(colour, 8), 'p3', 'srgb'));
  expectClose(await numbersIn(plain ?? Buffer.alloc(0)), shown, 2);
  expect((await sharp(plain).metadata()).icc).toBeUndefined();
});

test.each(['gif', 'ico', 'icns'] as const)(
  '%s, which holds no profile, is sRGB',
  async (format) => {
    const picture = await opened(await one(await plainPng(), [{ width: 16, format }]));
    const { data } = await picture
      .pipeline(picture.header, 'strict')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    // Reds of Display P3 would have green in them.
    const reds = Array.from({ length: data.length / 3 }, (_, at) =>
      data.subarray(at * 3, at * 3 + 3),
    );
    expect(reds.some(([r = 0, g = 255, b = 255]) => r > 250 && g < 25 && b < 25)).toBe(true);
  },
);

test('colours of the recipe and alpha come out right', async () => {
  const data = Buffer.alloc(200 * 200 * 4);
  for (let at = 0; at < data.length; at += 4) data.set([0, 0, 255, at % 800 < 400 ? 20 : 0], at);
  const png = await sharp(data, { raw: { width: 200, height: 200, channels: 4 } })
    .png()
    .toBuffer();
  const [soft, padded] = await render(png, [
    { width: 50 },
    { width: 100, height: 50, fit: 'contain', background: '#ff0000' },
  ]);
  const pixel = async (file: Buffer | undefined, left: number) => {
    const at = { left, top: 20, width: 1, height: 1 };
    return [...(await sharp(file, { ignoreIcc: true }).extract(at).raw().toBuffer())];
  };
  const [r = 255, g = 255, b = 0, alpha] = await pixel(soft, 10);
  expectClose([[r, g, b]], [[0, 0, 245]], 3);
  expect(alpha).toBe(20);
  expect((await pixel(padded, 2)).slice(0, 3)).toEqual([234, 51, 35]);
});

test('a watermark has its own colours', async () => {
  const black = { width: 300, height: 200, channels: 3 as const, background: '#000000' };
  const source = await sharp({ create: black }).png().toBuffer();
  const mark = await sharp({ create: { ...black, width: 40, height: 40, background: '#ff0000' } })
    .png()
    .toBuffer();
  const made = await one(source, [{ width: 300 }], {
    watermark: {
      kind: 'picture',
      data: mark.toString('base64'),
      position: 'centre',
      size: 50,
      opacity: 100,
      margin: 0,
    },
  });
  const at = { left: 150, top: 100, width: 1, height: 1 };
  const seen = [...(await sharp(made, { ignoreIcc: true }).extract(at).raw().toBuffer())];
  expect(seen).toEqual([234, 51, 35]);
});

test.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)(
  'what %s says of itself beside the profile does not call it sRGB',
  async (format) => {
    const said = { IFD0: { Copyright: 'Jane' } };
    const jpeg = await largePatches(1).withExif(said).jpeg().toBuffer();
    const made = await one(jpeg, [{ format }], { metadata: 'all' });
    const { icc, exif } = await sharp(made).metadata();
    expect(icc?.length).toBeGreaterThan(300);
    // The tag, a short, once, and its value.
    const says = (value: number) =>
      [
        [0xa0, 0x01, 0, 3, 0, 0, 0, 1, value >> 8, value & 255],
        [0x01, 0xa0, 3, 0, 1, 0, 0, 0, value & 255, value >> 8],
      ].some((bytes) => (format === 'tiff' ? made : exif)?.includes(Buffer.from(bytes)));
    expect(says(0xffff)).toBe(true);
    expect(says(1)).toBe(false);
  },
);

test('a copy of the source never stands for it, and a limit of bytes counts the profile', async () => {
  const source = await sharp(await plainPng())
    .png({ palette: true })
    .toBuffer();
  const [vivid = Buffer.alloc(0)] = await render(source, [{ progressive: true }], {
    keepsSource: true,
  });
  expect((await sharp(vivid).metadata()).icc).toBeDefined();
  const [small = Buffer.alloc(0)] = await render(await largePatches(4).png().toBuffer(), [
    { width: 800, format: 'jpeg', maxBytes: 6000 },
  ]);
  expect(small.length).toBeLessThanOrEqual(6000);
  expect((await sharp(small).metadata()).icc).toBeDefined();
});
