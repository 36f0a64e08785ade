import type { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';
import type { OutputRecipe } from '../../../src/shared/task/recipe.ts';
import { firstFitting } from '../../../src/worker/imaging/first-fitting.ts';
import { planOutput } from '../../../src/worker/imaging/plan-output.ts';
import { renderOutputs } from '../../../src/worker/imaging/render-outputs.ts';
import { likenessTo } from '../../../src/worker/imaging/same-look/likeness.ts';
import { sampleOutputs } from '../../../src/worker/imaging/sample-outputs.ts';
import { scene, texture } from '../../fixtures/scene.ts';
import { opened } from '../../support/format-fixtures.ts';
import { type Raster, slowLikeness, ssim } from '../../support/slow-likeness.ts';
import { workFor } from '../../support/work.ts';

/** As docs/adr/0030-the-same-look.md has it. */
const looksAlike = 0.955;

async function rasterOf(file: Buffer): Promise<Raster> {
  const { data, info } = await sharp(file, { ignoreIcc: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { data, width, height, channels };
}

/** The same numbers on every machine. */
function noise(width: number, height: number, channels: 3 | 4): Raster {
  let next = width;
  const data = Uint8Array.from({ length: width * height * channels }, () => {
    next = (next * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (next >> 16) & 255;
  });
  return { data, width, height, channels };
}

/** Changed by at most so many levels. */
function shaken(picture: Raster, by: number): Raster {
  const { data: by255 } = noise(picture.width, picture.height, 4);
  const data = picture.data.map((value, at) => {
    const off = Math.round((((by255[at] ?? 0) - 128) / 128) * by);
    return Math.min(255, Math.max(0, value + off));
  });
  return { ...picture, data };
}

describe('how much one picture looks like another', () => {
  it.each([
    ['noise', noise(48, 40, 3)],
    ['edges that are no multiple of a window', noise(37, 21, 3)],
    ['alpha', noise(32, 36, 4)],
  ])('is what the formula says: %s', (_, picture) => {
    for (const by of [2, 30]) {
      const other = shaken(picture, by);
      expect(likenessTo(picture)(other)).toBeCloseTo(slowLikeness(picture, other), 5);
    }
  });

  it('is what the formula says of a smooth picture with a plain ground', async () => {
    const file = await texture(64, 48).extend({ left: 64, background: '#fff' }).png().toBuffer();
    const picture = await rasterOf(file);
    const other = await rasterOf(await sharp(file).jpeg({ quality: 60 }).toBuffer());
    const seen = likenessTo(picture)(other);
    expect(seen).toBeCloseTo(slowLikeness(picture, other), 5);
    expect(seen).toBeLessThan(0.99);
  });

  it('is 1 for the same, and for what is smaller than a window', () => {
    const same = noise(40, 40, 4);
    const tiny = noise(7, 30, 3);
    expect(likenessTo(same)(same)).toBeCloseTo(1, 9);
    expect(likenessTo(tiny)(shaken(tiny, 90))).toBe(1);
  });

  it('falls where a file keeps less', async () => {
    const file = await texture(160, 120).png().toBuffer();
    const like = likenessTo(await rasterOf(file));
    const seen: number[] = [];
    for (const quality of [95, 80, 60, 30]) {
      seen.push(like(await rasterOf(await sharp(file).jpeg({ quality }).toBuffer())));
    }
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
  });
});

test('the slow formula is that of Wang et al.: half the contrast, and a tenth more light', () => {
  const wave = Array.from({ length: 64 }, (_, at) => 100 + (at % 2 === 0 ? 20 : -20));
  const soft = wave.map((value) => 100 + (value - 100) / 2);
  // Variances 400 and 100, covariance 200; means 100.
  expect(ssim(wave, soft)).toBeCloseTo((2 * 200 + 58.5225) / (500 + 58.5225), 9);
  const light = wave.map((value) => value + 10);
  expect(ssim(wave, light)).toBeCloseTo(
    (2 * 100 * 110 + 6.5025) / (100 * 100 + 110 * 110 + 6.5025),
    9,
  );
});

test('the first step that fits is found by few tries, wherever it is and whatever was guessed', async () => {
  const steps = Array.from({ length: 20 }, (_, at) => at);
  const guesses = [
    (off: number) => off,
    (off: number) => off / 3,
    (off: number) => -5 * off,
    () => 40,
  ];
  const counts = new Map<number, number>();
  for (const answer of steps) {
    for (const [which, guess] of guesses.entries()) {
      const tried: number[] = [];
      const makeAt = async (step: number) => {
        tried.push(step);
        return step;
      };
      const found = await firstFitting(steps, makeAt, {
        startAt: 6,
        fits: (made) => made >= answer,
        stepsFrom: (made) => guess(answer - made),
        mostTries: 6,
      });
      expect(found?.step).toBe(answer);
      expect(new Set(tried).size).toBe(tried.length);
      expect(tried.length).toBeLessThanOrEqual(6);
      counts.set(which, (counts.get(which) ?? 0) + tried.length);
    }
  }
  // With good guesses mostly three: where it starts, where it is, and that nothing before it does. Halving makes five.
  expect((counts.get(0) ?? 0) / steps.length).toBeLessThan(3.5);
  const none = await firstFitting(steps, async (step) => step, { fits: () => false });
  expect(none).toBeNull();
});

type Output = Partial<OutputRecipe>;

async function orderOf(source: Buffer, wish: Output) {
  const picture = await opened(source, { maxPixels: 1e7 });
  const work = workFor([{ name: 'a', ...wish }]);
  const plans = work.outputs.map((output) => planOutput(output, picture.header));
  return { picture, plans, options: { work, source, keepsSource: false } };
}

async function render(source: Buffer, wish: Output) {
  const { picture, plans, options } = await orderOf(source, wish);
  const rendered = await renderOutputs(picture, plans, options);
  const first = rendered.ok ? rendered.value.files[0] : null;
  if (!first) throw new Error('It is not made.');
  return first;
}

async function made(source: Buffer, wish: Output) {
  const file = await render(source, wish);
  if (!file.ok) throw new Error(file.problem.failure.code);
  return file.value;
}

/** How much a result looks like what it was made of: the same without loss. */
async function likenessOf(source: Buffer, wish: Output, file: Buffer): Promise<number> {
  const drawn = await made(source, { ...wish, format: 'png', looksSame: false });
  return likenessTo(await rasterOf(drawn.file))(await rasterOf(file));
}

/** Grain of some contrast: every encoder has to keep much of it. */
const photo = () => {
  const { data, width, height } = noise(160, 108, 3);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .blur(0.8)
    .linear(0.5, 64)
    .png()
    .toBuffer();
};

describe.each(['jpeg', 'webp', 'avif'] as const)('a %s that looks the same', (format) => {
  it('is the smallest that does', async () => {
    const source = await photo();
    const wish = { width: 160, format, looksSame: true };
    const { file, left } = await made(source, wish);
    expect(await likenessOf(source, wish, file)).toBeGreaterThanOrEqual(looksAlike);
    const { quality } = left;
    const fixed = { ...wish, looksSame: false };
    expect(file.equals((await made(source, { ...fixed, quality: quality ?? 1 })).file)).toBe(true);
    const less = await made(source, { ...fixed, quality: (quality ?? 3) - 2 });
    expect(await likenessOf(source, wish, less.file)).toBeLessThan(looksAlike);
  });

  it('is smaller where there is less to see', async () => {
    const wish = { width: 160, format, looksSame: true };
    const plain = await made(await scene(160, 108).blur(8).png().toBuffer(), wish);
    const rich = await made(await photo(), wish);
    expect(plain.file.length).toBeLessThan(rich.file.length / 2);
  });

  it('keeps a limit of bytes rather than its look', async () => {
    const source = await photo();
    const wish = { width: 160, format, looksSame: true };
    const free = await made(source, wish);
    const maxBytes = Math.round(free.file.length * 0.7);
    const { file, left } = await made(source, { ...wish, maxBytes });
    expect(file.length).toBeLessThanOrEqual(maxBytes);
    expect(left.quality).toBeLessThan(free.left.quality ?? 0);
    const roomy = await made(source, { ...wish, maxBytes: free.file.length });
    expect(roomy.file.equals(free.file)).toBe(true);
    const none = await render(source, { ...wish, maxBytes: 100 });
    expect(none).toMatchObject({
      ok: false,
      problem: { failure: { code: 'larger-than-allowed' } },
    });
  });
});

test('no quality is far below the usual one, where blocks would show in soft gradients', async () => {
  const plain = await scene(64, 64).toColourspace('b-w').blur(20).png().toBuffer();
  const found = await Promise.all(
    (['jpeg', 'webp', 'avif'] as const).map(
      async (format) => (await made(plain, { width: 64, format, looksSame: true })).left.quality,
    ),
  );
  expect(found).toEqual([66, 64, 44]);
});

test('what the recipe says of quality does not count, and formats without one are as always', async () => {
  const source = await photo();
  const wish = { width: 160, format: 'jpeg', looksSame: true } as const;
  const free = await made(source, wish);
  const worse = await made(source, { ...wish, quality: 5 });
  expect(worse.file.equals(free.file)).toBe(true);
  for (const other of [{ format: 'png' }, { format: 'webp', lossless: true }] as const) {
    const plain = await made(source, { width: 160, ...other });
    const asked = await made(source, { width: 160, ...other, looksSame: true });
    expect(asked.file.equals(plain.file)).toBe(true);
    expect(asked.left).toEqual({});
  }
});

test('of a large picture bands are compared, and all of it looks the same', async () => {
  const source = await texture(1000, 800).png({ compressionLevel: 1 }).toBuffer();
  const wish = { width: 1000, format: 'jpeg', looksSame: true } as const;
  const { file, left } = await made(source, wish);
  expect((await sharp(file).metadata()).height).toBe(800);
  expect(left.quality).toBeDefined();
  expect(await likenessOf(source, wish, file)).toBeGreaterThan(looksAlike - 0.005);
  const { picture, plans, options } = await orderOf(source, wish);
  const sampled = await sampleOutputs(picture, plans, options);
  const [bytes = null] = sampled.ok ? sampled.value : [];
  expect(Math.abs((bytes ?? 0) / file.length - 1)).toBeLessThan(0.15);
});

test('alpha, Display P3 and what moves', async () => {
  const shade = await texture(160, 108).ensureAlpha(0.6).png().toBuffer();
  const clear = { width: 160, format: 'webp', looksSame: true } as const;
  const { file } = await made(shade, clear);
  expect((await sharp(file).metadata()).hasAlpha).toBe(true);
  expect(await likenessOf(shade, clear, file)).toBeGreaterThanOrEqual(looksAlike);
  const vivid = await made(await photo(), { ...clear, format: 'jpeg', colourSpace: 'display-p3' });
  expect((await sharp(vivid.file).metadata()).icc).toBeDefined();
  expect(vivid.left.quality).toBeDefined();
  const frames = await Promise.all(
    [1, 2].map((at) =>
      texture(60, 40 * at)
        .resize(60, 40)
        .png()
        .toBuffer(),
    ),
  );
  const film = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  const moving = { ...clear, animation: 'keep' } as const;
  const kept = await made(film, moving);
  expect((await sharp(kept.file).metadata()).pages).toBe(2);
  expect(kept.left).toEqual({});
});
