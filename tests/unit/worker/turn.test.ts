import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import {
  isSideways,
  pointTurned,
  turnedAsShown,
  type Turning,
  turnedAfter,
  turnedBack,
  turns,
} from '../../../src/shared/task/turning.ts';
import { edgeFor } from '../../../src/worker/imaging/steps.ts';
import { madeInMemory as made } from '../../support/made-in-memory.ts';
import { workFor } from '../../support/work.ts';

const all: readonly Turning[] = turns.flatMap((turn) => [
  { turn, flip: false },
  { turn, flip: true },
]);
const size = { width: 6, height: 4 };

/** Each pixel says where it is. */
const pixel = (x: number, y: number) => [10 + x * 40, 10 + y * 60, 200 - x * 10 - y * 20];
const grid = sharp(
  Uint8Array.from({ length: size.width * size.height }, (_, at) => at).reduce(
    (data, at) => {
      data.set(pixel(at % size.width, Math.floor(at / size.width)), at * 3);
      return data;
    },
    new Uint8Array(size.width * size.height * 3),
  ),
  { raw: { ...size, channels: 3 } },
);

/** Where a pixel of the result comes from: the same as saying where it goes. */
function origin(x: number, y: number, { turn, flip }: Turning): readonly [number, number] {
  const right = (isSideways({ turn, flip }) ? size.height : size.width) - 1;
  const across = flip ? right - x : x;
  const [lastX, lastY] = [size.width - 1, size.height - 1];
  if (turn === 90) return [y, lastY - across];
  if (turn === 180) return [lastX - across, lastY - y];
  return turn === 270 ? [lastX - y, across] : [across, y];
}

async function rgbOf(file: Buffer | undefined, pages = 1) {
  const { data, info } = await sharp(file, { pages })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ];
  return { width: info.width, height: info.height, at };
}

function expected(turning: Turning): number[][] {
  const { width, height } = isSideways(turning) ? { width: size.height, height: size.width } : size;
  return Array.from({ length: width * height }, (_, at) =>
    pixel(...origin(at % width, Math.floor(at / width), turning)),
  );
}

async function pixelsOf(file: Buffer | undefined): Promise<number[][]> {
  const { width, height, at } = await rgbOf(file);
  return Array.from({ length: width * height }, (_, index) =>
    at(index % width, Math.floor(index / width)),
  );
}

describe('turned by hand or by a recipe', () => {
  test.each(all)('every pixel goes where it belongs: %j', async (turning) => {
    const [file, other] = await made(await grid.clone().png().toBuffer(), turning, [
      { name: 'a', percent: 100, format: 'png' },
      { name: 'b', percent: 100, format: 'png' },
    ]);
    expect(await pixelsOf(file)).toEqual(expected(turning));
    expect(await pixelsOf(other)).toEqual(expected(turning));
  });

  test.each(all)('what the file says of its orientation comes first: %j', async (turning) => {
    // Lies on its side: stored turned left, to be turned right.
    const stored = await sharp(await grid.clone().rotate(270).png().toBuffer())
      .withMetadata({ orientation: 6 })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    const [file] = await made(stored, turning);
    expect(await pixelsOf(file)).toEqual(expected(turning));
  });

  test.each(all)('every frame of a film is turned, and keeps its time: %j', async (turning) => {
    const frames = await Promise.all([
      grid.clone().png().toBuffer(),
      grid.clone().negate().png().toBuffer(),
    ]);
    const film = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true, delay: [120, 340], loop: 3 })
      .toBuffer();
    const output = { percent: 100, animation: 'keep', lossless: true } as const;
    const [file] = await made(film, turning, [output]);
    const { pages, delay, loop } = await sharp(file, { animated: true }).metadata();
    expect({ pages, delay, loop }).toEqual({ pages: 2, delay: [120, 340], loop: 3 });
    expect(await pixelsOf(file)).toEqual(expected(turning));
    const second = await sharp(file, { page: 1 }).png().toBuffer();
    const negative = expected(turning).map((rgb) => rgb.map((value) => 255 - value));
    expect(await pixelsOf(second)).toEqual(negative);
  });
});

/** Four quarters: red, green; blue, white. */
async function quarters(width: number, height: number): Promise<Buffer> {
  const [across, down] = [width / 2, height / 2];
  const patch = (background: string, left: number, top: number) => ({
    input: { create: { width: across, height: down, channels: 3 as const, background } },
    left,
    top,
  });
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite([patch('#ff0000', 0, 0), patch('#00ff00', across, 0), patch('#0000ff', 0, down)])
    .png()
    .toBuffer();
}

test('sizes, sides and points are those of the picture as it stands then', async () => {
  const source = await quarters(80, 40);
  const outputs = [
    { name: 'inside', width: 20, height: 20 },
    { name: 'top', width: 10, height: 10, fit: 'cover', position: 'top' },
    { name: 'point', width: 10, height: 10, fit: 'cover', focalPoint: { x: 1, y: 0.5 } },
    { name: 'padded', width: 20, height: 20, fit: 'contain', background: '#000000' },
  ] as const;
  const files = await made(source, { turn: 90 }, outputs);
  const [inside, top, point, padded] = await Promise.all(files.map((file) => rgbOf(file)));
  // Blue above, then red to the right of it; white and green below.
  expect([inside?.width, inside?.height]).toEqual([10, 20]);
  expect([inside?.at(1, 2), inside?.at(8, 2)]).toEqual([
    [0, 0, 255],
    [255, 0, 0],
  ]);
  expect([inside?.at(1, 17), inside?.at(8, 17)]).toEqual([
    [255, 255, 255],
    [0, 255, 0],
  ]);
  expect([top?.at(1, 5), top?.at(8, 5)]).toEqual([
    [0, 0, 255],
    [255, 0, 0],
  ]);
  // The point is at the right of the source, which is below now.
  expect([point?.at(1, 5), point?.at(8, 5)]).toEqual([
    [255, 255, 255],
    [0, 255, 0],
  ]);
  expect([padded?.at(1, 2), padded?.at(5, 2)]).toEqual([
    [0, 0, 0],
    [0, 0, 255],
  ]);
});

test('a large photograph is still reduced while it is decoded, and colours by a profile come out the same', async () => {
  const photo = await sharp(await quarters(640, 320))
    .withIccProfile('p3')
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
  const outputs = [{ width: 20, height: 20, format: 'png' }] as const;
  expect(edgeFor(workFor(outputs, { turn: 90 }))).toBe(20);
  const [upright] = await made(photo, {}, outputs);
  const [file] = await made(photo, { turn: 270, flip: true }, outputs);
  const [before, after] = [await rgbOf(upright), await rgbOf(file)];
  // Turned left and mirrored, columns become rows: green comes to the right above.
  expect([after.width, after.height]).toEqual([10, 20]);
  for (const [x, y] of [
    [3, 2],
    [16, 2],
    [3, 7],
    [16, 7],
  ] as const) {
    const [found, wanted] = [after.at(9 - y, 19 - x), before.at(x, y)];
    for (const [channel, value] of wanted.entries())
      expect(Math.abs((found[channel] ?? 0) - value)).toBeLessThan(6);
  }
});

describe('one turning after another', () => {
  const cases = all.flatMap((first) => all.map((next) => [first, next] as const));
  test.each(cases)('%j, then %j', (first, next) => {
    const point = { x: 0.25, y: 0.125 };
    const both = turnedAfter(first, next);
    expect(pointTurned(point, both)).toEqual(pointTurned(pointTurned(point, first), next));
    expect(turnedAfter(both, turnedBack(both))).toEqual({ turn: 0, flip: false });
  });
  test.each(cases)('what a recipe makes of it (%j) turns on the screen by %j', (recipe, by) => {
    for (const byHand of all) {
      const shown = turnedAfter(byHand, recipe);
      const wanted = turnedAsShown(byHand, { recipe, by });
      expect(turnedAfter(wanted, recipe)).toEqual(turnedAfter(shown, by));
    }
  });
});
