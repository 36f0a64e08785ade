import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { OutputRecipe, Work } from '../../../src/shared/task/recipe.ts';
import { defaultReadLimits } from '../../../src/shared/worker/messages.ts';
import { openPicture } from '../../../src/worker/decoding/open-picture.ts';
import { planOutput } from '../../../src/worker/imaging/plan-output.ts';
import { bytesOfResults } from '../../../src/worker/imaging/result-bytes.ts';
import { renderOutputs } from '../../../src/worker/imaging/render-outputs.ts';
import { decodeFor } from '../../../src/worker/imaging/shared-decode.ts';
import { hasSoftAlpha } from '../../../src/worker/imaging/soft-alpha.ts';
import { curves, srgbBy } from '../../support/colour-formula.ts';
import { cicp, gama, withChunks } from '../../support/tagged-pictures.ts';
import { workFor } from '../../support/work.ts';

const brown = [200, 100, 50] as const;
const mostAlpha = 20;

/** One colour, in columns that let through less and less: all of it is a soft shadow. */
function shadow(edge: number, channels: 2 | 4 = 4) {
  const colours = channels === 4 ? brown : [brown[0]];
  const data = Buffer.from(
    Array.from({ length: edge * edge }, (_, at) => [
      ...colours,
      Math.floor(((at % edge) * (mostAlpha + 1)) / edge),
    ]).flat(),
  );
  return sharp(data, { raw: { width: edge, height: edge, channels } })
    .png()
    .toBuffer();
}

async function render(
  bytes: Buffer,
  outputs: readonly Partial<OutputRecipe>[],
  more: Partial<Work> = {},
): Promise<Buffer[]> {
  const opened = await openPicture(bytes, {
    ...defaultReadLimits,
    shrinkOnLoadSize: null,
    page: 1,
  });
  if (!opened.ok) throw new Error('It does not open.');
  const work = { ...workFor(outputs), ...more };
  const plans = work.outputs.map((output) => planOutput(output, opened.value.header));
  const options = { work, source: bytes, keepsSource: false };
  const rendered = await renderOutputs(opened.value, plans, options);
  if (!rendered.ok) throw new Error('It is not made.');
  return rendered.value.files.flatMap((file) => (file.ok ? [file.value.file] : []));
}

/** How far the colours of what shows at all are at most from those of the source. */
async function furthest(picture: Buffer, meant: readonly number[] = brown): Promise<number> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(4);
  let [most, shown] = [0, 0];
  for (let at = 0; at < data.length; at += 4)
    if ((data[at + 3] ?? 0) > 0) {
      shown = Math.max(shown, data[at + 3] ?? 0);
      meant.forEach((value, index) => {
        most = Math.max(most, Math.abs((data[at + index] ?? 0) - value));
      });
    }
  expect(Math.abs(shown - mostAlpha)).toBeLessThanOrEqual(1);
  return most;
}

test.each([100, 400])(
  'a soft shadow of %i pixels keeps its colour when it is scaled',
  async (edge) => {
    const [png, webp] = [
      { width: 50, format: 'png' },
      { width: 50, format: 'webp', lossless: true },
    ] as const;
    for (const output of [png, webp]) {
      const [made] = await render(await shadow(edge), [output]);
      expect(await furthest(made ?? Buffer.alloc(0))).toBeLessThanOrEqual(3);
    }
  },
);

test('so it does in several sizes, and in the entries of an icon', async () => {
  const bytes = await shadow(600);
  const made = await render(bytes, [
    { name: 'a', width: 200, format: 'png' },
    { name: 'b', width: 60, format: 'png' },
    { name: 'c', width: 64, format: 'ico' },
  ]);
  expect(made).toHaveLength(3);
  for (const png of made.slice(0, 2)) expect(await furthest(png)).toBeLessThanOrEqual(3);
  const entry = await openPicture(made[2] ?? Buffer.alloc(0), {
    ...defaultReadLimits,
    shrinkOnLoadSize: null,
    page: 1,
  });
  if (!entry.ok) throw new Error('The icon does not open.');
  const icon = await entry.value.pipeline(entry.value.header, 'strict').png().toBuffer();
  expect(await furthest(icon)).toBeLessThanOrEqual(3);
});

test('a result has 8 bits, room around it and what else is asked for', async () => {
  const recipe = {
    width: 60,
    height: 30,
    fit: 'contain',
    format: 'png',
    background: '#00000000',
  } as const;
  const [made = Buffer.alloc(0)] = await render(await shadow(400), [recipe]);
  expect(await sharp(made).metadata()).toMatchObject({ width: 60, height: 30, depth: 'uchar' });
  expect(await furthest(made)).toBeLessThanOrEqual(3);
});

test('what is only cut out, with soft edges, is no soft shadow', () => {
  const cutOut = Uint8Array.from({ length: 4000 }, (_, at) =>
    at % 4 === 3 ? (at % 400 === 3 ? 20 : 255) : 9,
  );
  expect(hasSoftAlpha(cutOut, 4)).toBe(false);
  const faded = Uint8Array.from({ length: 4000 }, (_, at) => (at % 40 < 4 ? 30 : 255));
  expect(hasSoftAlpha(faded, 4)).toBe(true);
  expect(hasSoftAlpha(new Uint8Array(400), 4)).toBe(false);
});

test('a drawing that lets nearly everything through is as sharp as any, alone and in several sizes', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><path fill="#c86432" fill-opacity=".08" d="M5 0h15v20H5z"/></svg>',
  );
  const output = { width: 300, format: 'png', withoutEnlargement: false } as const;
  const [alone] = await render(svg, [output]);
  const [largest, smaller] = await render(svg, [
    { ...output, name: 'a' },
    { ...output, name: 'b', width: 200 },
  ]);
  for (const made of [alone, largest, smaller]) {
    const { data, info } = await sharp(made).raw().toBuffer({ resolveWithObject: true });
    const row = Array.from({ length: info.width }, (_, x) => data[x * 4 + 3] ?? 0);
    const between = row.filter((alpha) => alpha > 1 && alpha < 19);
    expect(row.filter((alpha) => alpha >= 19).length).toBeGreaterThan(info.width * 0.74);
    expect(between.length).toBeLessThanOrEqual(2);
    expect(await furthest(made ?? Buffer.alloc(0))).toBeLessThanOrEqual(7);
  }
});

test('a faint picture with a profile keeps its colour in a result of more than four megapixels', async () => {
  const edge = 2200;
  const data = Buffer.alloc(edge * edge * 4, Buffer.of(...brown, 10));
  const png = sharp(data, { raw: { width: edge, height: edge, channels: 4 } });
  const bytes = withChunks(await png.png({ compressionLevel: 1 }).toBuffer(), cicp(12, 13));
  const limits = { ...defaultReadLimits, shrinkOnLoadSize: null, page: 1 };
  const opened = await openPicture(bytes, limits);
  if (!opened.ok) throw new Error('It does not open.');
  const plans = workFor([{ width: 2100, format: 'png' }]).outputs.map((output) =>
    planOutput(output, opened.value.header),
  );
  const open = await decodeFor(plans, opened.value, { failOn: 'strict', colours: 'srgb' });
  expect(open.isHeld).toBe(true);
  const spot = { left: 50, top: 50, width: 1, height: 1 };
  const drawn = await open().extract(spot).raw({ depth: 'uchar' }).toBuffer();
  const wanted = srgbBy([brown[0] / 255, brown[1] / 255, brown[2] / 255], 'p3', curves.srgb);
  for (const [index, value] of wanted.entries())
    expect(Math.abs((drawn[index] ?? -255) - value)).toBeLessThanOrEqual(3);
});

test.each([100, 400])(
  'a faint grey picture of %i pixels with a profile keeps its grey when it is scaled',
  async (edge) => {
    const faint = await sharp(await shadow(edge, 2))
      .toColourspace('b-w')
      .png()
      .toBuffer();
    expect(await sharp(faint).metadata()).toMatchObject({ space: 'b-w', channels: 2 });
    const linear = 1;
    const wanted = srgbBy([brown[0] / 255, brown[0] / 255, brown[0] / 255], 'srgb', curves.linear);
    const [made = Buffer.alloc(0)] = await render(withChunks(faint, gama(linear)), [
      { width: 50, format: 'png' },
    ]);
    expect(await furthest(made, wanted)).toBeLessThanOrEqual(3);
  },
);

test('what is held of a faint picture, of one with 16 bits, and of results in Display P3, is asked for', () => {
  const header = { format: 'png', width: 4000, height: 3000, pages: 1 } as const;
  const faintOne = { ...header, hasAlpha: true, hasProfile: true };
  const large = workFor([{ width: 3000, format: 'png' }]);
  const wide = workFor([{ width: 3000, format: 'png', colourSpace: 'display-p3' }]);
  expect(bytesOfResults(large, faintOne, 0)).toBe(4000 * 3000 * 12);
  const opaque = { ...faintOne, hasAlpha: false };
  expect(bytesOfResults(large, opaque, 0)).toBe(0);
  expect(bytesOfResults(large, { ...opaque, isWide: true }, 0)).toBe(4000 * 3000 * 12);
  expect(bytesOfResults(workFor([{ width: 800 }]), faintOne, 0)).toBe(0);
  expect(bytesOfResults(wide, { ...header, hasAlpha: false }, 0)).toBe(3000 * 2250 * 9);
  // Before the header is read it is bounded by the recipe, and by the picture.
  expect(bytesOfResults(large, null, 1e9)).toBe(0);
  expect(bytesOfResults(wide, null, 1e9)).toBe(3000 * 3000 * 4 * 9);
  expect(bytesOfResults(wide, null, 1e8)).toBe(1e8);
});
