import { afterAll, describe, expect, it } from 'vitest';
import sharp, { type Sharp } from 'sharp';
import { createWorkerPool } from '../../../src/engine/worker-pool/create-worker-pool.ts';
import { createNodeLauncher } from '../../../src/engine/worker-pool/node-launcher.ts';
import type { PixelRegion } from '../../../src/shared/task/picture-part.ts';
import type { OutputRecipe } from '../../../src/shared/task/recipe.ts';
import {
  attempt,
  bench,
  makeOne,
  nodePath,
  realWorkerPool,
  workerEntry,
} from '../../support/worker-attempt.ts';

const pool = realWorkerPool();
const red = { r: 200, g: 20, b: 20 };
const white = { r: 255, g: 255, b: 255 };

/** A red sheet of 60 × 40 with something of its own in each half, and a border around it. */
function bordered(background: object, borders: readonly number[] = [20, 10, 30, 50]): Sharp {
  const [left = 0, top = 0, right = 0, bottom = 0] = borders;
  const blue = { create: { width: 10, height: 40, channels: 3, background: '#2030c0' } } as const;
  return sharp({ create: { width: 60, height: 40, channels: 3, background: red } })
    .extend({ left, top, right, bottom, background })
    .composite([{ input: blue, left: left + 50, top }]);
}

async function sizeOf(
  file: Buffer,
  { trim = 5, name = 'a.png', ...output }: Partial<OutputRecipe> & { trim?: number } = {},
) {
  const asked = { percent: 100, ...output };
  const path = await makeOne(pool, { ...bench(name, file), more: { trim } }, asked);
  const { width, height } = await sharp(path).metadata();
  return [width, height];
}

const colourAt = async (path: string, left: number, top: number) => [
  ...(await sharp(path).removeAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer()),
];

describe('borders of one colour', () => {
  it('are cut off on every side, also with the noise of a JPEG', async () => {
    const file = await bordered(white).png().toBuffer();
    expect(await sizeOf(file)).toEqual([60, 40]);
    expect(await sizeOf(file, { trim: 0, width: 30, percent: null })).toEqual([30, 20]);
    const jpeg = await sharp(file).jpeg({ quality: 60, chromaSubsampling: '4:4:4' }).toBuffer();
    expect(await sizeOf(jpeg, { name: 'a.jpg', trim: 40 })).toEqual([60, 40]);
  });

  it('are found on one side only, whatever stands in the first corner', async () => {
    const file = await bordered({ r: 0, g: 0, b: 0 }, [0, 0, 0, 25]).png().toBuffer();
    expect(await sizeOf(file)).toEqual([60, 40]);
  });

  it('are those of the upright picture', async () => {
    const file = bordered(white).jpeg({ quality: 100 }).withMetadata({ orientation: 6 });
    expect(await sizeOf(await file.toBuffer(), { name: 'a.jpg', trim: 15 })).toEqual([40, 60]);
  });

  it('may be transparent, whatever colour lies under that', async () => {
    const sheet = await bordered(white).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const { width, height } = sheet.info;
    for (let at = 0; at < sheet.data.length; at += 4) {
      const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
      const isBorder = x < 20 || x >= 80 || y < 10 || y >= 50;
      if (isBorder) sheet.data.set([x * 2, y * 2, 90, 0], at);
    }
    const raw = { width, height, channels: 4 } as const;
    expect(await sizeOf(await sharp(sheet.data, { raw }).png().toBuffer())).toEqual([60, 40]);
  });

  it('are all there is of a picture of one colour, which stays as it is', async () => {
    const plain = sharp({ create: { width: 30, height: 20, channels: 3, background: red } });
    expect(await sizeOf(await plain.png().toBuffer())).toEqual([30, 20]);
    const file = await bordered(white).png().toBuffer();
    expect(await sizeOf(file, { trim: 100 })).toEqual([110, 100]);
  });

  it('leave a single pixel where that is all there is', async () => {
    const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: red } });
    const file = dot.extend({ left: 5, top: 5, right: 5, bottom: 5, background: white });
    expect(await sizeOf(await file.png().toBuffer())).toEqual([1, 1]);
  });
});

it('a moving picture loses only what is border in each of its frames', async () => {
  const dot = { create: { width: 10, height: 10, channels: 3, background: red } } as const;
  const sheet = { create: { width: 60, height: 30, channels: 3, background: white } } as const;
  const frame = (left: number) =>
    sharp(sheet)
      .composite([{ input: dot, left, top: 5 }])
      .png()
      .toBuffer();
  const frames = await Promise.all([10, 30].map(frame));
  const gif = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  const place = { ...bench('a.gif', gif), more: { trim: 5 } };
  const path = await makeOne(pool, place, { percent: 100, animation: 'keep', format: 'gif' });
  const { width, pageHeight, pages } = await sharp(path, { animated: true }).metadata();
  expect([width, pageHeight, pages]).toEqual([30, 10, 2]);
  expect(await sizeOf(gif, { name: 'a.gif' })).toEqual([10, 10]);
});

it('a drawing is drawn anew, as sharp as without', async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#fff"/><circle cx="20" cy="20" r="10" fill="#c00"/></svg>`;
  const place = { ...bench('a.svg', svg), more: { trim: 0 } };
  const output = { width: 400, withoutEnlargement: false, format: 'png' } as const;
  const path = await makeOne(pool, place, output);
  const { data, info } = await sharp(path)
    .removeAlpha()
    .extract({ left: 0, top: 200, width: 200, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info.width).toBe(200);
  // Enlarged from 40 pixels, the circle's edge would be some twenty pixels wide.
  const between = Array.from({ length: 200 }, (_, x) => data[x * 3 + 1] ?? 0);
  expect(between.filter((green) => green > 20 && green < 235).length).toBeLessThan(8);
});

it('points refer to the whole picture', async () => {
  const file = await bordered(white).png().toBuffer();
  const place = { ...bench('a.png', file), more: { trim: 5 } };
  const focalPoint = { x: 75 / 110, y: 0.5 };
  const output = { width: 10, height: 40, fit: 'cover', focalPoint } as const;
  const path = await makeOne(pool, place, output);
  expect(await colourAt(path, 5, 20)).toEqual([0x20, 0x30, 0xc0]);
});

it('the original is not copied in place of a picture that was cut', async () => {
  const file = await bordered(white).png({ palette: true }).toBuffer();
  const place = { ...bench('a.png', file), keepsOriginal: true, more: { trim: 5 } };
  const { outcome } = await attempt(pool, place, [{ percent: 100 }]);
  expect(outcome).toMatchObject({
    kind: 'succeeded',
    source: { width: 110, height: 100 },
    outputs: [{ width: 60, height: 40 }],
  });
});

describe('a part of a picture', () => {
  const partOf = async (file: Buffer, name: string, region: PixelRegion) => {
    const place = { ...bench(name, file), more: { region } };
    const { width, height } = region;
    return makeOne(pool, place, { width, height, fit: 'fill', format: 'png' });
  };
  const pixelsOf = (path: string | Buffer) => sharp(path).removeAlpha().raw().toBuffer();
  const region = { left: 70, top: 12, width: 30, height: 20 };

  it('has every pixel as it is', async () => {
    const file = await bordered(white).png().toBuffer();
    const asCut = await sharp(file).extract(region).png().toBuffer();
    expect(await pixelsOf(await partOf(file, 'a.png', region))).toEqual(await pixelsOf(asCut));
  });

  it('is that of the upright picture', async () => {
    const options = { quality: 100, chromaSubsampling: '4:4:4' } as const;
    const turned = bordered(white).jpeg(options).withMetadata({ orientation: 6 });
    const file = await turned.toBuffer();
    const upright = await sharp(file).autoOrient().png().toBuffer();
    const low = { left: 12, top: 70, width: 20, height: 30 };
    const asCut = await sharp(upright).extract(low).png().toBuffer();
    expect(await pixelsOf(await partOf(file, 'a.jpg', low))).toEqual(await pixelsOf(asCut));
  });

  it('ends where the picture ends', async () => {
    const file = await bordered(white).png().toBuffer();
    const far = { left: 105, top: 95, width: 30, height: 20 };
    const { width, height } = await sharp(await partOf(file, 'a.png', far)).metadata();
    expect([width, height]).toEqual([5, 5]);
    expect(await colourAt(await partOf(file, 'a.png', far), 4, 4)).toEqual([255, 255, 255]);
  });
});

describe('borders of a picture of more than 64 megapixels', () => {
  const mostBytes = 450_000_000;
  const launcher = createNodeLauncher({ nodePath: nodePath(), workerEntry });
  const small = createWorkerPool({ launcher, limitMs: 60_000, maxMemoryBytes: mostBytes });
  afterAll(() => small.close());

  it('are found in strips, in bounded memory', async () => {
    const [width, height] = [9000, 9000];
    const dark = { create: { width: 6000, height: 1000, channels: 3, background: red } } as const;
    const file = await sharp({ create: { width, height, channels: 3, background: white } })
      .composite([
        { input: dark, left: 1000, top: 1000 },
        { input: dark, left: 2000, top: 7000 },
      ])
      .jpeg({ quality: 90 })
      .toBuffer();
    const place = { ...bench('a.jpg', file), more: { trim: 5 } };
    const { outcome, paths } = await attempt(small, place, [{ width: 800, format: 'png' }]);
    expect(outcome).toMatchObject({ kind: 'succeeded' });
    const { height: made } = await sharp(paths[0]).metadata();
    expect(made).toBe(800);
    expect(await colourAt(paths[0] ?? '', 3, 3)).toEqual(
      [200, 20, 20].map((value) => expect.closeTo(value, -1) as number),
    );
  });
});
