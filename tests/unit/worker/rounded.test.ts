import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { OutputRecipe, workOf } from '../../../src/shared/task/recipe.ts';
import { desktopPreset } from '../../../src/shared/task/preset.ts';
import { radiusPx } from '../../../src/shared/task/rounded.ts';
import { madeInMemory } from '../../support/made-in-memory.ts';

const size = { width: 40, height: 24 };
const blue = [20, 40, 200] as const;
const plain = sharp({
  create: { ...size, channels: 3, background: { r: blue[0], g: blue[1], b: blue[2] } },
});
const source = plain.clone().png().toBuffer();

/** How much of a pixel lies within the rounded sheet: by its middle, one pixel soft. */
function share(x: number, y: number, radius: number): number {
  const inside = (at: number, edge: number) =>
    Math.max(radius - (at + 0.5), at + 0.5 - (edge - radius), 0);
  const [across, down] = [inside(x, size.width), inside(y, size.height)];
  if (across === 0 || down === 0) return 1;
  return Math.min(1, Math.max(0, radius - Math.hypot(across, down) + 0.5));
}

async function rgbaOf(file: Buffer | undefined, page = 0) {
  const { data, info } = await sharp(file, { page })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Array.from({ length: info.width * info.height }, (_, at) => ({
    x: at % info.width,
    y: Math.floor(at / info.width),
    rgba: [...data.subarray(at * 4, at * 4 + 4)],
  }));
}

const whole = { percent: 100, format: 'png' } as const;

describe('rounded corners', () => {
  test.each(['7px', '25%', '50%', '900px'])(
    'are cut by the formula of a circle: %s',
    async (rounded) => {
      const radius = radiusPx(rounded, size);
      const [file] = await madeInMemory(await source, {}, [{ ...whole, rounded }]);
      for (const { x, y, rgba } of await rgbaOf(file)) {
        const alpha = Math.round(255 * share(x, y, radius));
        expect([x, y, ...rgba]).toEqual([x, y, ...(alpha === 0 ? [0, 0, 0] : blue), alpha]);
      }
    },
  );

  test('take the colour behind the picture where a format has no transparency', async () => {
    const background = '#ffee00';
    const output = { ...whole, format: 'tiff', rounded: '10px', background } as const;
    const jpeg = {
      ...output,
      name: 'jpeg',
      format: 'jpeg',
      quality: 100,
      chroma: '4:4:4',
    } as const;
    const white = { ...jpeg, name: 'white', background: null } as const;
    const [, file, other] = await madeInMemory(await source, {}, [output, jpeg, white]);
    expect(await sharp(file).metadata()).toMatchObject({ channels: 3, hasAlpha: false });
    const near = (rgba: readonly number[], wanted: readonly number[]) =>
      wanted.every((value, channel) => Math.abs((rgba[channel] ?? 0) - value) <= 4);
    const [[corner], [whiteCorner]] = [await rgbaOf(file), await rgbaOf(other)];
    expect(near(corner?.rgba ?? [], [255, 238, 0, 255])).toBe(true);
    expect(near(whiteCorner?.rgba ?? [], [255, 255, 255, 255])).toBe(true);
    const middle = (await rgbaOf(file)).find(({ x, y }) => x === 20 && y === 12);
    expect(near(middle?.rgba ?? [], blue)).toBe(true);
  });

  test('keep what was transparent, and every grey', async () => {
    const grey = await sharp({
      create: { ...size, channels: 4, background: { r: 90, g: 90, b: 90, alpha: 0.5 } },
    })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const [file] = await madeInMemory(grey, {}, [{ ...whole, rounded: '8px' }]);
    const pixels = await rgbaOf(file);
    expect(pixels.find(({ x, y }) => x === 20 && y === 12)?.rgba).toEqual([90, 90, 90, 128]);
    expect(pixels[0]?.rgba[3]).toBe(0);
  });

  test('are those of every frame, over a watermark, too', async () => {
    const frames = await Promise.all([source, plain.clone().negate().png().toBuffer()]);
    const film = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true, delay: [100, 250] })
      .toBuffer();
    const mark = sharp({ create: { ...size, channels: 3, background: '#ff0000' } });
    const data = (await mark.png().toBuffer()).toString('base64');
    const watermark = { kind: 'picture', data, size: 50, opacity: 100, margin: 0 } as const;
    const output = { percent: 100, animation: 'keep', lossless: true, rounded: '7px' } as const;
    for (const more of [{}, { watermark: { ...watermark, position: 'left top' } as const }]) {
      const [file] = await madeInMemory(film, more, [output]);
      expect(await sharp(file, { animated: true }).metadata()).toMatchObject({
        pages: 2,
        delay: [100, 250],
      });
      for (const page of [0, 1])
        for (const { x, y, rgba } of await rgbaOf(file, page))
          expect([x, y, rgba[3]]).toEqual([x, y, Math.round(255 * share(x, y, 7))]);
    }
  });
});

test('the source itself never stands for a picture with rounded corners', async () => {
  const file = await source;
  const [made] = await madeInMemory(file, { keepsOriginal: true }, [{ ...whole, rounded: '7px' }]);
  expect(made?.equals(file)).toBe(false);
});

test('thumbnails of the desktop show their pictures whole', () => {
  const { recipe } = desktopPreset;
  const outputs = recipe.outputs.map((output) => ({ ...output, rounded: '9px' }));
  expect(workOf({ ...recipe, outputs }).outputs.every(({ rounded }) => rounded === null)).toBe(
    true,
  );
});

test.each(['12', 'px', '-3px', '1e3px', '20 %', '3em'])('a radius is not %j', (rounded) => {
  expect(OutputRecipe.safeParse({ width: 9, rounded }).success).toBe(false);
});
