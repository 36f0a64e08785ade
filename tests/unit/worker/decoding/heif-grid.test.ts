import { describe, expect, test } from 'vitest';
import { failureCodes } from '../../../../src/shared/task/failure.ts';
import { box } from '../../../../src/worker/decoding/colour/heif-colour.ts';
import { readHeifItems } from '../../../../src/worker/decoding/heif/heif-items.ts';
import { PlacedPicture } from '../../../../src/worker/decoding/heif/placed-picture.ts';
import { readPrimaryItem } from '../../../../src/worker/decoding/heif/primary-item.ts';
import { openPicture } from '../../../../src/worker/decoding/open-picture.ts';
import { formatFixture, opened, refusalOf } from '../../../support/format-fixtures.ts';
import { harmed, numbersFrom } from '../../../support/mutations.ts';
import {
  gridOf,
  type HeifItem,
  ispe,
  itemsOf,
  u16,
  u32,
  writeHeif,
} from '../../../support/write-heif.ts';

const alphaName = Buffer.from('\0\0\0\0urn:mpeg:hevc:2015:auxid:1\0');
const auxC = box('auxC', alphaName);
const isAlpha = ({ properties }: HeifItem) =>
  properties.some((one) => Buffer.from(one).includes('auxC'));

interface GridFacts {
  readonly size: readonly [number, number];
  readonly from?: 'tiles.heic' | 'tiles-10.heic';
  readonly properties?: readonly Uint8Array[];
  readonly alpha?: 'none' | 'grid' | 'one picture';
  readonly isPremultiplied?: boolean;
}

/** Two by two tiles of 64 pixels; what lies beyond `size` is cut off. */
function gridFile({ size, from = 'tiles.heic', properties = [], ...facts }: GridFacts): Buffer {
  const { alpha = 'none', isPremultiplied = false } = facts;
  const all = itemsOf(formatFixture(from));
  const colours = all.filter((one) => !isAlpha(one));
  const opacities = all.filter(isAlpha);
  const own = [ispe(...size), ...properties];
  const grid = { type: 'grid', content: gridOf([2, 2], size) };
  const picture: HeifItem = {
    ...grid,
    properties: own,
    references: { dimg: [1, 2, 3, 4], ...(isPremultiplied && { prem: [10] }) },
  };
  const opacity: HeifItem =
    alpha === 'grid'
      ? { ...grid, properties: [...own, auxC], references: { dimg: [6, 7, 8, 9], auxl: [5] } }
      : { ...(opacities[0] ?? picture), references: { auxl: [5] } };
  const rest = alpha === 'none' ? [] : [...opacities, opacity];
  return writeHeif([...colours, picture, ...rest], 5);
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Uint8Array;
}

async function pixelsOf(bytes: Buffer, shrinkOnLoadSize: number | null): Promise<Pixels> {
  const picture = await opened(bytes, { shrinkOnLoadSize });
  const { data, info } = await picture
    .pipeline({ width: 1, height: 1 }, 'strict')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** The mean of the pixels that become one, weighed by their alpha. */
function shrunk({ width, height, data }: Pixels, size: Omit<Pixels, 'data'>): number[] {
  const [across, down] = [width / size.width, height / size.height];
  return Array.from({ length: size.width * size.height }, (_, at) => {
    const [column, row] = [at % size.width, Math.floor(at / size.width)];
    const sums = [0, 0, 0, 0];
    let count = 0;
    for (let y = Math.floor(row * down); y < Math.floor((row + 1) * down); y += 1)
      for (let x = Math.floor(column * across); x < Math.floor((column + 1) * across); x += 1) {
        const [r = 0, g = 0, b = 0, a = 0] = data.subarray((y * width + x) * 4);
        [r * a, g * a, b * a, a].forEach(
          (value, index) => (sums[index] = (sums[index] ?? 0) + value),
        );
        count += 1;
      }
    const [r = 0, g = 0, b = 0, a = 0] = sums;
    return a === 0 ? [0, 0, 0, 0] : [r / a, g / a, b / a, a / count];
  }).flat();
}

/** How far the picture that was shrunk tile by tile is from the whole one, shrunk afterwards. */
async function differences(bytes: Buffer, shrinkOnLoadSize: number) {
  const whole = await pixelsOf(bytes, null);
  const tiled = await pixelsOf(bytes, shrinkOnLoadSize);
  const off = shrunk(whole, tiled).map((value, at) => Math.abs(value - (tiled.data[at] ?? 0)));
  const { width, height } = tiled;
  const mean = off.reduce((sum, one) => sum + one, 0) / off.length;
  return {
    whole: [whole.width, whole.height],
    size: [width, height],
    most: Math.max(...off),
    mean,
  };
}

const irot = (quarters: number) => box('irot', Buffer.of(quarters));
const imir = (axis: number) => box('imir', Buffer.of(axis));
const clap = (...numbers: readonly number[]) => box('clap', ...numbers.map(u32));
const colr = (...codes: readonly [number, number, number]) =>
  box('colr', Buffer.from('nclx'), ...codes.map(u16), Buffer.of(0x80));
const middle = clap(80, 1, 60, 1, 6, 1, -10, 1);
const size = [100, 108] as const;
/** Only rounding. */
const alike = 0.51;

describe('a HEIC that is shrunk tile by tile is what all of it is, shrunk afterwards', () => {
  test.each<[string, GridFacts, readonly [number, number]]>([
    ['with tiles that are cut at the edges', { size }, [50, 54]],
    ['with parts that are not of one size', { size: [101, 109] }, [51, 55]],
    ['with a quarter turn', { size, properties: [irot(1)] }, [54, 50]],
    ['with a turn and a mirror', { size, properties: [irot(3), imir(0)] }, [54, 50]],
    ['with a mirror and a half turn', { size, properties: [imir(1), irot(2)] }, [50, 54]],
    ['with a crop before a turn', { size, properties: [middle, irot(1)] }, [30, 40]],
    ['with a crop after turns', { size, properties: [irot(1), imir(0), middle] }, [40, 30]],
    ['with alpha', { size, alpha: 'grid' }, [50, 54]],
    ['with alpha and a turn', { size, alpha: 'grid', properties: [irot(1)] }, [54, 50]],
    ['with ten bits', { size, from: 'tiles-10.heic' }, [50, 54]],
    ['with a matrix of its own', { size, properties: [colr(1, 13, 9)] }, [50, 54]],
  ])('%s', async (_, facts, expected) => {
    // Twice of what is wanted is left.
    const found = await differences(gridFile(facts), Math.floor(Math.min(...expected) / 2));
    expect(found).toMatchObject({ size: expected });
    expect(found.most).toBeLessThan(alike);
  });

  test.each<[string, GridFacts]>([
    ['Display P3', { size, properties: [colr(12, 13, 6)] }],
    ['PQ with ten bits', { size, from: 'tiles-10.heic', properties: [colr(9, 16, 9)] }],
    ['alpha that its colours are multiplied with', { size, alpha: 'grid', isPremultiplied: true }],
  ])('but for what the order of steps changes, in %s', async (_, facts) => {
    const found = await differences(gridFile(facts), 25);
    expect(found).toMatchObject({ size: [50, 54] });
    expect(found.mean).toBeLessThan(0.6);
  });
});

test('a HEIC whose alpha is not in the same tiles is decoded at once', async () => {
  const found = await differences(gridFile({ size, alpha: 'one picture' }), 25);
  expect(found).toMatchObject({ size, most: 0 });
});

const nothing: HeifItem = { type: 'hvc1', content: Buffer.alloc(0), properties: [] };

/** What is asked for before anything is decoded. */
async function askedFor(bytes: Buffer, shrinkOnLoadSize: number | null): Promise<number> {
  let asked = 0;
  const request = { maxPixels: 300e6, maxFileBytes: 1e9, shrinkOnLoadSize, page: 1 };
  await openPicture(bytes, request, (heldBytes) => {
    asked = heldBytes;
    return Promise.reject(new Error('nobody is let in'));
  }).catch(() => null);
  return asked;
}

test('a HEIC of 200 megapixels asks for what one tile and the result take', async () => {
  const [tile] = itemsOf(formatFixture('tiles.heic'));
  const properties = [ispe(512, 512)];
  const tiles = Array.from({ length: 24 * 32 }, () => ({ ...nothing, ...tile, properties }));
  const whole = [12_240, 16_320] as const;
  const picture = {
    type: 'grid',
    content: gridOf([24, 32], whole),
    properties: [ispe(...whole)],
    references: { dimg: tiles.map((_, at) => at + 1) },
  };
  const heif = writeHeif([...tiles, picture], tiles.length + 1);
  expect(await askedFor(heif, 400)).toBeLessThan(20e6);
  expect(await askedFor(heif, null)).toBeLessThan(whole[0] * whole[1] * 3.1);
});

test('tiles that are put side by side keep what they are, cut to the part that is wanted', () => {
  const facts = { channels: 3, isPremultiplied: false, most: 1023 } as const;
  const kept = { left: 1, top: 1, width: 2, height: 1 };
  const picture = new PlacedPicture({ ...facts, kept, size: kept });
  const tile = { top: 0, width: 2, height: 2, stride: 6 };
  const from = (first: number) => Uint16Array.from({ length: 12 }, (_, at) => first + at);
  picture.add({ ...tile, left: 0, samples: from(0) });
  picture.add({ ...tile, left: 2, samples: from(1012) });
  const wide = [9, 10, 11, 1018, 1019, 1020].map((one) => Math.round((one / 1023) * 65_535));
  expect([...picture.end()]).toEqual(wide);
});

test('a tile of another size than it says is a damaged picture', async () => {
  const tiles = itemsOf(formatFixture('tiles-10.heic')).map((tile) => {
    const others = tile.properties.filter((one) => !Buffer.from(one).includes('ispe'));
    return { ...tile, properties: [ispe(60, 60), ...others] };
  });
  const grid = { content: gridOf([2, 2], size), properties: [ispe(...size)] };
  const picture = { type: 'grid', ...grid, references: { dimg: [1, 2, 3, 4] } };
  const heif = writeHeif([...tiles, picture], 5);
  expect(await refusalOf(heif, { shrinkOnLoadSize: 25 })).toMatchObject({ code: 'image-corrupt' });
});

test.each(['none', 'grid'] as const)(
  'a HEIC with a broken tile is refused at every size, alpha: %s',
  async (alpha) => {
    const whole = gridFile({ size, alpha });
    const { content } = itemsOf(formatFixture('tiles.heic'))[alpha === 'none' ? 6 : 7] ?? nothing;
    whole.fill(0, whole.indexOf(content), whole.indexOf(content) + content.length);
    for (const shrinkOnLoadSize of [null, 25])
      expect(await refusalOf(whole, { shrinkOnLoadSize })).toMatchObject({
        code: 'image-truncated',
      });
  },
);

test('a HEIC with thousands of auxiliary pictures of hundreds of properties is looked at in one go', () => {
  const beta = box('auxC', Buffer.alloc(60, 'no alpha'));
  const auxiliary: HeifItem = {
    type: 'hvc1',
    content: Buffer.alloc(0),
    properties: Array.from({ length: 255 }, () => beta),
    references: { auxl: [1] },
  };
  const picture = { type: 'hvc1', content: Buffer.alloc(0), properties: [ispe(8, 8)] };
  const bytes = writeHeif([picture, ...Array.from({ length: 9000 }, () => auxiliary)], 1);
  const item = readPrimaryItem(bytes);
  // 35 seconds when each name was read for each of them.
  expect(item && readHeifItems(bytes, item).alphasOf(1)).toEqual([]);
});

test('a harmed HEIC of tiles is a picture or refused', async () => {
  const seed = Number(process.env['THUMBLINE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const next = numbersFrom(seed);
  const whole = gridFile({ size, alpha: 'grid', properties: [irot(1), middle] });
  const allowed = new Set<string>(failureCodes.filter((code) => code !== 'internal'));
  for (let count = 0; count < Number(process.env['THUMBLINE_FUZZ_FILES'] ?? 20); count += 1) {
    const bytes = harmed(whole, next);
    const failure = await refusalOf(bytes, { shrinkOnLoadSize: 15 });
    const words = `THUMBLINE_SEED=${seed} ${bytes.toString('base64')}`;
    expect(failure === null || allowed.has(failure.code), words).toBe(true);
  }
});
