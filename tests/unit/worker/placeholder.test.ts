import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { meanColour, thumbHash } from '../../../src/worker/imaging/placeholder/thumb-hash.ts';
import { madeInMemory, saidInMemory } from '../../support/made-in-memory.ts';

/** No wave of it has a strength between two steps, where the order of adding would decide. */
function ramp(width: number, height: number, isSeenThrough: boolean) {
  const data = Uint8Array.from({ length: width * height * 4 }, (_, at) => {
    const [x, y] = [Math.floor(at / 4) % width, Math.floor(at / 4 / width)];
    const alpha = isSeenThrough ? Math.min(255, x * 5 + y * 2) : 255;
    return (
      [(x * x + y * 7) % 256, (x * 3 + y * y * 2) % 256, (x * y * 5 + 40) % 256, alpha][at % 4] ?? 0
    );
  });
  return { data, width, height };
}

describe('a ThumbHash', () => {
  // By the encoder of its author, thumbhash 0.1.1.
  test.each([
    [64, 48, false, 'H/gBDYIidFE0dmUCUyNEVnA7xZgP'],
    [30, 64, false, '3hcCAwQyZQZUMEEWuDCwaPU='],
    [64, 64, true, 'H/iBBQIrYafGeAtaZ5Mt/0hWUHdliId4dw=='],
    [64, 20, true, 'H/iBCoI6lJcotoDDDtsUT2B3d3iHeHc='],
  ] as const)(
    'is the one that everybody has of a ramp of %d × %d, seen through: %j',
    (...[width, height, isSeenThrough, known]) => {
      expect(thumbHash(ramp(width, height, isSeenThrough)).toString('base64')).toBe(known);
    },
  );

  test('can be made of what cannot be seen at all', () => {
    const picture = { data: new Uint8Array(4 * 6), width: 3, height: 2 };
    expect(thumbHash(picture).length).toBeGreaterThan(6);
    expect(meanColour(picture)).toEqual({ red: 0, green: 0, blue: 0, alpha: 0 });
  });
});

/** Left half red, right half blue, the blue one half seen through. */
async function halves(): Promise<Buffer> {
  const half = { width: 20, height: 10, channels: 4 } as const;
  const blue = { create: { ...half, background: { r: 0, g: 0, b: 240, alpha: 0.5 } } };
  return sharp({ create: { ...half, width: 40, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .composite([
      { input: { create: { ...half, background: '#f00000' } }, left: 0, top: 0 },
      { input: blue, left: 20, top: 0 },
    ])
    .png()
    .toBuffer();
}

test('results tell them when they are asked for, as their files are', async () => {
  const outputs = [
    { name: 'png', percent: 100, format: 'png' },
    { name: 'jpeg', percent: 100, format: 'jpeg', quality: 100, chroma: '4:4:4' },
    { name: 'icon', width: 16, height: 16, fit: 'contain', format: 'ico' },
  ] as const;
  const source = await halves();
  const [png, jpeg, icon] = await saidInMemory(source, { placeholders: true }, outputs);
  // Of what can be seen two thirds are red.
  expect(png?.placeholder?.averageColour).toBe('#a00050');
  const onWhite = Buffer.from(jpeg?.placeholder?.averageColour.slice(1) ?? '', 'hex');
  for (const [channel, value] of [184, 64, 124].entries())
    expect(Math.abs((onWhite[channel] ?? 0) - value)).toBeLessThan(4);
  const [file] = await madeInMemory(source, {}, outputs);
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const hash = thumbHash({ data, width: info.width, height: info.height }).toString('base64');
  expect(png?.placeholder?.thumbHash).toBe(hash);
  expect(icon).not.toHaveProperty('placeholder');
  const [plain] = await saidInMemory(source, {}, outputs);
  expect(plain).not.toHaveProperty('placeholder');
});
