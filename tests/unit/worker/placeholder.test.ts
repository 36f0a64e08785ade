import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { expect, test } from 'vitest';
import { placeholderOf } from '../../../src/worker/imaging/placeholder/placeholder.ts';
import { madeInMemory, saidInMemory } from '../../support/made-in-memory.ts';

test('what cannot be seen at all has one, too', async () => {
  const create = { width: 3, height: 2, channels: 4, background: '#00000000' } as const;
  const { thumbHash, averageColour } = await placeholderOf(
    await sharp({ create }).png().toBuffer(),
  );
  expect(averageColour).toBe('#000000');
  expect(Buffer.from(thumbHash, 'base64').length).toBeGreaterThan(6);
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
  const hash = Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
  expect(png?.placeholder?.thumbHash).toBe(hash);
  expect(icon).not.toHaveProperty('placeholder');
  const [plain] = await saidInMemory(source, {}, outputs);
  expect(plain).not.toHaveProperty('placeholder');
});
