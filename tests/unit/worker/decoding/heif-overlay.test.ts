import { expect, test } from 'vitest';
import { failureCodes } from '../../../../src/shared/task/failure.ts';
import { box } from '../../../../src/worker/decoding/colour/heif-colour.ts';
import { bytesOfOverlay } from '../../../../src/worker/decoding/heif/overlay.ts';
import { formatFixture, opened, refusalOf } from '../../../support/format-fixtures.ts';
import { harmed, numbersFrom } from '../../../support/mutations.ts';
import {
  gridOf,
  type HeifItem,
  ispe,
  itemsOf,
  overlayOf,
  u32,
  writeHeif,
} from '../../../support/write-heif.ts';

const size = [100, 80] as const;
const violet = [0x8000, 0x2000, 0xc000, 0xffff];
const clear = [0x4000, 0x6000, 0x8000, 0x6000];
const edge = 64;
/** Over the edges of the canvas on every side; the last is not on it. */
const places = [
  [10, 5],
  [-20, -30],
  [70, 50],
  [300, 0],
];

interface OverlayFacts {
  readonly ground?: readonly number[];
  readonly hasAlpha?: boolean;
  readonly isWide?: boolean;
  readonly properties?: readonly Uint8Array[];
}

/** Four pictures of 64 pixels, with the opacity of each behind them. */
function layersOf(hasAlpha: boolean): HeifItem[] {
  const all = itemsOf(formatFixture('tiles.heic'));
  const colours = all.filter((_, at) => at % 2 === 0);
  const opacities = all.filter((_, at) => at % 2 === 1);
  const linked = opacities.map((one, at) => ({ ...one, references: { auxl: [at + 1] } }));
  return hasAlpha ? [...colours, ...linked] : colours;
}

function overlayFile({ ground = violet, isWide = true, ...facts }: OverlayFacts = {}): Buffer {
  const { hasAlpha = false, properties = [] } = facts;
  const layers = layersOf(hasAlpha);
  const picture = {
    type: 'iovl',
    content: overlayOf(size, ground, { places, isWide }),
    properties: [ispe(...size), ...properties],
    references: { dimg: [1, 2, 3, 4] },
  };
  return writeHeif([...layers, picture], layers.length + 1);
}

async function rgbaOf(bytes: Buffer) {
  const picture = await opened(bytes);
  const { data, info } = await picture
    .pipeline({ width: 1, height: 1 }, 'strict')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { hasAlpha: picture.header.hasAlpha, size: [info.width, info.height], data };
}

/** RGBA from 0 to 1, by the formula of Porter and Duff for one picture over another. */
async function composed(ground: readonly number[], hasAlpha: boolean): Promise<number[][]> {
  const layers = layersOf(hasAlpha);
  const pictures = await Promise.all(
    places.map((_, at) => rgbaOf(writeHeif(layers, at + 1)).then(({ data }) => data)),
  );
  return Array.from({ length: size[0] * size[1] }, (_, at) => {
    const [x, y] = [at % size[0], Math.floor(at / size[0])];
    let below = ground.map((value) => value / 65_535);
    places.forEach(([left = 0, top = 0], layer) => {
      const [u, v] = [x - left, y - top];
      if (u < 0 || v < 0 || u >= edge || v >= edge) return;
      const samples = pictures[layer]?.subarray((v * edge + u) * 4, (v * edge + u) * 4 + 4);
      const over = [...(samples ?? [])].map((value) => value / 255);
      const [a = 0, b = 0] = [over[3], below[3]];
      const sum = a + b * (1 - a);
      below = below.map((value, index) => ((over[index] ?? 0) * a + value * b * (1 - a)) / sum);
      below[3] = sum;
    });
    return below;
  });
}

test.each<[string, OverlayFacts]>([
  ['on an opaque ground', {}],
  ['with numbers of 16 bits', { isWide: false }],
  ['that are faded, on an opaque ground', { hasAlpha: true }],
  ['that are faded, on a faded ground', { hasAlpha: true, ground: clear }],
])('pictures are laid over each other %s', async (_, facts) => {
  const { ground = violet, hasAlpha = false } = facts;
  const seen = await rgbaOf(overlayFile(facts));
  expect(seen).toMatchObject({ size, hasAlpha: ground === clear });
  const wanted = (await composed(ground, hasAlpha)).flat();
  const off = wanted.map((value, at) => Math.abs(value * 255 - (seen.data[at] ?? 0)));
  // Each layer is rounded once.
  expect(Math.max(...off)).toBeLessThan(1.6);
});

test('an overlay is cropped and turned as a whole', async () => {
  const numbers = [60, 1, 40, 1, 5, 1, -3, 1];
  const properties = [box('clap', ...numbers.map(u32)), box('irot', Buffer.of(2))];
  const [whole, part] = [await rgbaOf(overlayFile()), await rgbaOf(overlayFile({ properties }))];
  expect(part.size).toEqual([60, 40]);
  const at = (x: number, y: number) => [...whole.data.subarray((y * size[0] + x) * 4)].slice(0, 4);
  // The part begins at 25, 17; its last pixel comes first.
  expect([...part.data.subarray(0, 4)]).toEqual(at(84, 56));
  expect([...part.data.subarray(-4)]).toEqual(at(25, 17));
});

const picture: HeifItem = {
  type: 'iovl',
  content: overlayOf(size, violet, { places: [[0, 0]] }),
  properties: [ispe(...size)],
  references: { dimg: [1] },
};
const only = (more: Partial<HeifItem>) =>
  writeHeif([...layersOf(false).slice(0, 1), { ...picture, ...more }], 2);
const often = (count: number) => Array.from({ length: count }, () => 1);

test.each<[string, Buffer, string]>([
  ['has another canvas than it says', only({ properties: [ispe(64, 64)] }), 'image-corrupt'],
  ['ends early', only({ content: picture.content.subarray(0, 20) }), 'image-corrupt'],
  ['has no layers', only({ references: {} }), 'image-corrupt'],
  ['lays itself over itself', only({ references: { dimg: [2] } }), 'decoder-missing'],
  ['has too many layers', only({ references: { dimg: often(1001) } }), 'image-too-large'],
  [
    'lays an overlay over others',
    writeHeif(
      [...layersOf(false).slice(0, 1), picture, { ...picture, references: { dimg: [2] } }],
      3,
    ),
    'decoder-missing',
  ],
  [
    'has a canvas as large as numbers go',
    only({
      content: overlayOf([2 ** 32 - 1, 2 ** 32 - 1], violet, { places: [[0, 0]] }),
      properties: [ispe(2 ** 32 - 1, 2 ** 32 - 1)],
    }),
    'image-too-large',
  ],
])('an overlay that %s is refused', async (_, bytes, code) => {
  expect(await refusalOf(bytes)).toMatchObject({ code });
});

test('an overlay asks for what its largest layer takes, with ten bits and alpha', () => {
  const facts = { id: 1, canvas: { width: 10, height: 10 }, layers: [2] };
  const asked = bytesOfOverlay({ ...facts, layerPixels: 1e6 });
  // Samples of 8 bytes, and a frame and planes of as many.
  expect(asked).toBeGreaterThan(24e6);
});

test('an overlay of tiles is refused where one of them is broken', async () => {
  const [first = picture, second = picture] = layersOf(false);
  const part = [100, 60] as const;
  const tiles = { type: 'grid', content: gridOf([2, 1], part), properties: [ispe(...part)] };
  const withTile = (content: Uint8Array) => {
    const layer = { ...tiles, references: { dimg: [1, 2] } };
    const overlay = { ...picture, references: { dimg: [3] } };
    return writeHeif([first, { ...second, content }, layer, overlay], 4);
  };
  expect(await refusalOf(withTile(second.content))).toBeNull();
  const broken = Buffer.alloc(second.content.length);
  expect(await refusalOf(withTile(broken))).toMatchObject({ code: 'image-corrupt' });
});

test('an overlay whose layers have more pixels than a picture may have is refused', async () => {
  const maxPixels = 2.5 * edge ** 2;
  expect(maxPixels).toBeGreaterThan(size[0] * size[1]);
  expect(await refusalOf(overlayFile(), { maxPixels })).toMatchObject({ code: 'image-too-large' });
});

test('a harmed overlay is a picture or refused', async () => {
  const seed = Number(process.env['THUMBLINE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const next = numbersFrom(seed);
  const whole = overlayFile({ hasAlpha: true, properties: [box('irot', Buffer.of(1))] });
  const allowed = new Set<string>(failureCodes.filter((code) => code !== 'internal'));
  for (let count = 0; count < Number(process.env['THUMBLINE_FUZZ_FILES'] ?? 20); count += 1) {
    const bytes = harmed(whole, next);
    const failure = await refusalOf(bytes);
    const words = `THUMBLINE_SEED=${seed} ${bytes.toString('base64')}`;
    expect(failure === null || allowed.has(failure.code), words).toBe(true);
  }
});
