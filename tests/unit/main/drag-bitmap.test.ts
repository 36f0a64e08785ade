import { expect, test } from 'vitest';
import { type Bitmap, emptySheet, onStack } from '../../../src/main/files/drag-bitmap.ts';

function pixel({ pixels, width }: Bitmap, x: number, y: number): readonly number[] {
  return [...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

const red: Bitmap = {
  pixels: new Uint8Array(10 * 8 * 4).map((_value, at) => [200, 0, 0, 255][at % 4] ?? 0),
  width: 10,
  height: 8,
};

test('one picture is dragged as it is', () => {
  expect(onStack(red, 1, 4)).toBe(red);
});

test.each([
  [2, 14, 12],
  [3, 18, 16],
  [500, 18, 16],
])('%i files are a stack of at most three', (fileCount, width, height) => {
  const stack = onStack(red, fileCount, 4);
  expect(stack).toMatchObject({ width, height });
  expect(pixel(stack, 0, 0)).toEqual([200, 0, 0, 255]);
  // The lowest sheet looks out by one step, and beside the stack nothing is drawn.
  expect(pixel(stack, width - 2, height - 2)).toEqual([0xf4, 0xf4, 0xf4, 255]);
  expect(pixel(stack, width - 1, 0)).toEqual([0, 0, 0, 0]);
});

test('through a picture with holes the sheet is seen', () => {
  const half = { ...red, pixels: red.pixels.map((value) => Math.round(value / 2)) };
  const [r = 0, g = 0, , alpha] = pixel(onStack(half, 2, 4), 5, 4);
  expect([r > 200, g > 100 && g < 140, alpha]).toEqual([true, true, 255]);
});

test('without a picture a sheet is dragged', () => {
  const sheet = emptySheet(96);
  expect(sheet).toMatchObject({ width: 96, height: 72 });
  expect(pixel(sheet, 40, 40)[3]).toBe(255);
});
