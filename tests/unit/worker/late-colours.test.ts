import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { OutputRecipe, Work } from '../../../src/shared/task/recipe.ts';
import { planOutput } from '../../../src/worker/imaging/plan-output.ts';
import { renderOutputs } from '../../../src/worker/imaging/render-outputs.ts';
import { prepare } from '../../../src/worker/imaging/steps.ts';
import { adobeRgbProfile } from '../../fixtures/colour-profile.ts';
import { curves, type Gamut, srgbBy, srgbOfHlg, srgbOfPq } from '../../support/colour-formula.ts';
import { opened } from '../../support/format-fixtures.ts';
import {
  asStored,
  cicp,
  gama,
  chrm,
  largePatches,
  patches,
  patchesOf,
  patchesSize,
  pngChunk,
  type Rgb,
  withChunks,
  withExif,
} from '../../support/tagged-pictures.ts';
import { workFor } from '../../support/work.ts';

type Formula = (colour: Rgb) => Rgb;

const by =
  (gamut: Gamut, curve: keyof typeof curves): Formula =>
  (colour) =>
    srgbBy(colour, gamut, curves[curve]);

async function render(
  bytes: Buffer,
  outputs: readonly Partial<OutputRecipe>[],
  more: Partial<Work> = {},
): Promise<Buffer[]> {
  const whole = await opened(bytes, { maxPixels: 1e7 });
  const work = { ...workFor(outputs), ...more };
  const prepared = await prepare(whole, work);
  if (!prepared.ok) throw new Error('It is not prepared.');
  const { picture } = prepared.value;
  expect(picture.lateColours).toBeDefined();
  const plans = work.outputs.map((output) => planOutput(output, picture.header));
  const options = { work, source: bytes, keepsSource: false };
  const rendered = await renderOutputs(picture, plans, options);
  if (!rendered.ok) throw new Error('It is not made.');
  return rendered.value.files.flatMap((file) => (file.ok ? [file.value.file] : []));
}

const first = async (made: Promise<Buffer[]>) => (await made)[0] ?? Buffer.alloc(0);

/** How far a result is from the formula, 0–255. */
async function distance(made: Buffer, formula: Formula, bits: 8 | 16) {
  const seen = await patchesOf(made);
  const off = patches.flatMap((colour, at) =>
    formula(asStored(colour, bits)).map((value, channel) =>
      Math.abs(value - (seen[at]?.[channel] ?? -255)),
    ),
  );
  return { most: Math.max(...off), mean: off.reduce((sum, one) => sum + one, 0) / off.length };
}

const adobePlaces = [0.3127, 0.329, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06];
const prophotoPlaces = [0.3457, 0.3585, 0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001];
const iccp = () =>
  pngChunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), deflateSync(adobeRgbProfile())]));

test.each<[string, () => Buffer[], Formula]>([
  ['Display P3', () => [cicp(12, 13)], by('p3', 'srgb')],
  ['BT.2020', () => [cicp(9, 14)], by('bt2020', 'bt709')],
  ['linear light', () => [cicp(1, 8)], by('srgb', 'linear')],
  ['Adobe RGB', () => [gama(256 / 563), chrm(...adobePlaces)], by('adobe', 'adobe')],
  ['Adobe RGB by a profile', () => [iccp()], by('adobe', 'adobe')],
  ['ProPhoto', () => [gama(1 / 1.8), chrm(...prophotoPlaces)], by('prophoto', 'prophoto')],
  ['PQ', () => [cicp(9, 16)], (colour) => srgbOfPq(colour)],
  ['HLG', () => [cicp(9, 18)], srgbOfHlg],
])(
  'a large PNG in %s comes out small by the formula, with 8 and 16 bits',
  async (_name, tags, formula) => {
    for (const bits of [8, 16] as const) {
      const png = withChunks(await largePatches(8, bits).png().toBuffer(), ...tags());
      const made = await first(render(png, [{ width: patchesSize.width, format: 'png' }]));
      const found = await distance(made, formula, bits);
      expect(found.mean).toBeLessThan(1);
      expect(found.most).toBeLessThan(2);
      expect(await sharp(made).metadata()).toMatchObject({ ...patchesSize, depth: 'uchar' });
    }
  },
);

test('so does a large JPEG that calls itself Adobe RGB, in several sizes', async () => {
  const jpeg = await largePatches(10).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
  const outputs = [2, 1].map((factor) => ({
    name: `x${factor}`,
    width: patchesSize.width * factor,
    format: 'png' as const,
  }));
  const [large = Buffer.alloc(0), small = Buffer.alloc(0)] = await render(
    withExif(jpeg, 2, null),
    outputs,
  );
  const shrunk = await sharp(large).resize(patchesSize.width).png().toBuffer();
  for (const made of [shrunk, small]) {
    const found = await distance(made, by('adobe', 'adobe'), 8);
    expect(found.mean).toBeLessThan(1);
    expect(found.most).toBeLessThan(5);
  }
});

test('a picture with 16 bits that is hardly scaled comes out by the formula too', async () => {
  const png = withChunks(await largePatches(2, 16).png().toBuffer(), iccp());
  for (const factor of [1, 2]) {
    const width = patchesSize.width * factor;
    const made = await first(render(png, [{ width, format: 'png' }]));
    const shrunk = await sharp(made).resize(patchesSize.width).png().toBuffer();
    expect((await distance(shrunk, by('adobe', 'adobe'), 16)).most).toBeLessThan(2);
  }
});

test('results of more than 4 megapixels keep the colours of 16 bits', async () => {
  const pixels = largePatches(35, 16).png({ compressionLevel: 0 });
  const png = withChunks(await pixels.toBuffer(), iccp());
  const made = await first(
    render(png, [{ width: patchesSize.width * 35, format: 'jpeg', quality: 100 }]),
  );
  expect((await sharp(made).metadata()).width).toBe(patchesSize.width * 35);
  const shrunk = await sharp(made).resize(patchesSize.width).png().toBuffer();
  expect((await distance(shrunk, by('adobe', 'adobe'), 16)).most).toBeLessThan(2);
});

test.each([
  ['Display P3', 3, cicp(12, 13), by('p3', 'srgb')],
  ['linear light', 1, gama(1), by('srgb', 'linear')],
] as const)(
  'small pictures in %s keep their colours where they let something through',
  async (...of) => {
    const [, channels, tag, formula] = of;
    const colour = { 3: [200, 90, 70], 1: [90, 90, 90] }[channels];
    const size = { width: 200, height: 200 };
    for (const alpha of [128, 20]) {
      const pixel = [...colour.slice(0, channels), alpha];
      const data = Buffer.from(Array.from({ length: 40_000 }, () => pixel).flat());
      const plain = sharp(data, { raw: { ...size, channels: channels === 3 ? 4 : 2 } });
      const png = withChunks(await plain.png().toBuffer(), tag);
      const picture = await opened(png, { maxPixels: 1e7 });
      for (const widths of [[64], [400], [64, 90]]) {
        const work = workFor(
          widths.map((width) => ({
            width,
            name: `${width}`,
            format: 'png' as const,
            withoutEnlargement: false,
          })),
        );
        const plans = work.outputs.map((output) => planOutput(output, picture.header));
        const rendered = await renderOutputs(picture, plans, {
          work,
          source: png,
          keepsSource: false,
        });
        const [file] = rendered.ok ? rendered.value.files : [];
        const made = file?.ok ? file.value.file : Buffer.alloc(0);
        const { data: seen } = await sharp(made)
          .ensureAlpha()
          .toColourspace('srgb')
          .raw()
          .toBuffer({ resolveWithObject: true });
        const middle = seen.subarray(4 * 64 * 20, 4 * 64 * 20 + 3);
        const wanted = formula(colour.map((value) => value / 255) as unknown as Rgb);
        const off = wanted.map((value, at) => Math.abs(value - (middle[at] ?? -255)));
        // With so little alpha 8 bits of a colour are not exact.
        expect(Math.max(...off)).toBeLessThan(alpha === 128 ? 3 : 13);
      }
    }
  },
);

test('samples of PQ are not mixed where that would show', async () => {
  const [dark, bright] = [0.3, 0.6];
  const size = { width: 200, height: 200 };
  const row = Array.from({ length: size.width * 3 }, (_, at) => (at % 6 < 3 ? dark : bright));
  const data = Uint16Array.from({ length: size.height * row.length }, (_, at) =>
    Math.round((row[at % row.length] ?? 0) * 65_535),
  );
  const stripes = sharp(data, { raw: { ...size, channels: 3 } })
    .toColourspace('rgb16')
    .png();
  const png = withChunks(await stripes.toBuffer(), cicp(9, 16));
  const made = await first(render(png, [{ width: 100, format: 'png' }]));
  const { data: seen } = await sharp(made).raw().toBuffer({ resolveWithObject: true });
  const shown = (sample: number) => srgbOfPq([sample, sample, sample])[0];
  const middle = seen[(50 * 100 + 50) * 3] ?? -255;
  expect(Math.abs(middle - (shown(dark) + shown(bright)) / 2)).toBeLessThan(3);
});

test.each<[string, number, boolean]>([
  ['small', 8, false],
  ['as it is', 1, false],
  ['with alpha', 8, true],
])(
  'grey with 16 bits in linear light comes out by the formula, %s',
  async (_name, factor, hasAlpha) => {
    const grey = largePatches(factor, 16).toColourspace('grey16');
    const png = withChunks(
      await (hasAlpha ? grey.ensureAlpha(0.5) : grey).png().toBuffer(),
      gama(1),
    );
    const metadata = await sharp(png).metadata();
    expect(metadata).toMatchObject({ space: 'grey16', channels: hasAlpha ? 2 : 1 });
    const seen = await patchesOf(
      await first(render(png, [{ width: patchesSize.width, format: 'png' }])),
    );
    // Those behind the six colours are grey.
    for (const [at, colour] of patches.entries()) {
      if (at < 6) continue;
      for (const [channel, value] of by('srgb', 'linear')(colour).entries())
        expect(Math.abs((seen[at]?.[channel] ?? -255) - value)).toBeLessThan(1.5);
    }
  },
);

const edge = 600;
const shown = [200, 100, 50] as const;

/** One colour in Display P3, with the alpha that each column has; where it has none, the colour is another. */
async function seeThrough(alphaOf: (column: number) => number): Promise<Buffer> {
  const data = Buffer.alloc(edge * edge * 4);
  for (let at = 0; at < edge * edge; at += 1) {
    const alpha = alphaOf(at % edge);
    data.set([...(alpha === 0 ? [0, 255, 0] : shown), alpha], at * 4);
  }
  const png = sharp(data, { raw: { width: edge, height: edge, channels: 4 } }).png();
  return withChunks(await png.toBuffer(), cicp(12, 13));
}

const shownInSrgb = by('p3', 'srgb')([shown[0] / 255, shown[1] / 255, shown[2] / 255]);

// Filters leave a trace of alpha beside a hard edge, which has no room for colours.
test.each<[string, number, (column: number) => number]>([
  ['hard edges', 20, (column) => (column < 301 ? 255 : 0)],
  ['soft shadows', 1, (column) => Math.floor((column * 20) / edge)],
])('a picture with alpha keeps its colour where it has %s', async (_name, least, alphaOf) => {
  const made = await first(render(await seeThrough(alphaOf), [{ width: 100, format: 'png' }]));
  const { data } = await sharp(made).raw().toBuffer({ resolveWithObject: true });
  let seen = 0;
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at + 3] ?? 0) < least) continue;
    seen += 1;
    for (const [index, value] of shownInSrgb.entries())
      expect(Math.abs((data[at + index] ?? 0) - value)).toBeLessThanOrEqual(4);
  }
  expect(seen).toBeGreaterThan(4000);
});

test('colours of a recipe are sRGB, whatever those of the picture are', async () => {
  const bytes = await seeThrough((column) => (column < 300 ? 255 : 0));
  const background = '#ff8000';
  const made = await render(bytes, [
    { name: 'padded', width: 200, height: 100, fit: 'contain', format: 'png', background },
    { name: 'flat', width: 100, format: 'png', background },
  ]);
  const pixelAt = async (png: Buffer, left: number) => {
    const region = { left, top: 50, width: 1, height: 1 };
    return [...(await sharp(png).removeAlpha().extract(region).raw().toBuffer())];
  };
  const [padded = Buffer.alloc(0), flat = Buffer.alloc(0)] = made;
  for (const seen of [
    await pixelAt(padded, 5),
    await pixelAt(padded, 195),
    await pixelAt(flat, 80),
  ])
    expect(seen).toEqual([255, 128, 0]);
  for (const seen of [await pixelAt(padded, 70), await pixelAt(flat, 20)])
    seen.forEach((value, index) => {
      expect(Math.abs(value - (shownInSrgb[index] ?? 0))).toBeLessThanOrEqual(1);
    });
});

test('borders are cut off before', async () => {
  const patchesPart = await largePatches(6).png().toBuffer();
  const framed = await sharp(patchesPart)
    .extend({ top: 90, bottom: 90, left: 90, right: 90, background: '#444444' })
    .png()
    .toBuffer();
  const png = withChunks(framed, cicp(12, 13));
  const made = await first(render(png, [{ width: patchesSize.width, format: 'png' }], { trim: 2 }));
  expect((await distance(made, by('p3', 'srgb'), 8)).most).toBeLessThan(2);
});
