import type { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import sharp from 'sharp';
import { haveOneShape, meanDifference } from '../../../scripts/compare/difference.js';
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
