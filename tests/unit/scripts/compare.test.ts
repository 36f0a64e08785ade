import type { Buffer } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import sharp from 'sharp';
import { haveOneShape, meanDifference } from '../../../scripts/compare/difference.js';
import { referencePicture } from '../../../scripts/compare/reference-picture.js';
import { toolsFor } from '../../../scripts/compare/reference-tools.js';
import { formats } from '../../../src/shared/formats/formats.ts';

function plain(background: string, width = 8, height = 8): Promise<Buffer> {
  const create = { width, height, channels: 4 as const, background };
  return sharp({ create }).png().toBuffer();
}

test('pictures that look the same do not differ, whatever hides in what is transparent', async () => {
  expect(await meanDifference(await plain('#102030'), await plain('#102030', 16, 16))).toBe(0);
  expect(await meanDifference(await plain('#ff000000'), await plain('#0000ff00'))).toBe(0);
});

test('white where it should be black, or transparent, is as far off as it can be', async () => {
  expect(await meanDifference(await plain('#fff'), await plain('#000'))).toBe(255);
  expect(await meanDifference(await plain('#fff'), await plain('#ffffff00'))).toBe(255);
});

test('knows a picture that lies on its side', async () => {
  expect(await haveOneShape(await plain('#fff', 20, 10), await plain('#fff', 201, 100))).toBe(true);
  expect(await haveOneShape(await plain('#fff', 20, 10), await plain('#fff', 100, 200))).toBe(
    false,
  );
});

test('some program is the reference for every format', () => {
  const without = Object.keys(formats).filter((format) => toolsFor(format).length === 0);
  expect(without).toEqual([]);
});

const copying = (made: string) => ({
  program: 'cp',
  debian: 'coreutils',
  words: ({ target }: { readonly target: string }) => [made, target],
});

test('half a picture, as a program leaves it that ran out of time, is said and not compared', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'thumbline-reference-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [whole, half] = [join(folder, 'whole.png'), join(folder, 'half.png')];
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
  const create = { width: 100, height: 100, channels: 3 as const, background: '#000', noise };
  const bytes = await sharp({ create }).png().toBuffer();
  await Promise.all([writeFile(whole, bytes), writeFile(half, bytes.subarray(0, 9000))]);
  const options = { format: 'jxl', edge: 320, srgb: '', workFolder: folder };
  expect(await referencePicture('', { ...options, tools: [copying(half)] })).toEqual({
    by: 'none can',
    bytes: null,
    unread: ['cp'],
  });
  const tools = [copying(half), copying(whole)];
  expect(await referencePicture('', { ...options, tools })).toEqual({
    by: 'cp',
    bytes,
    unread: ['cp'],
  });
});
