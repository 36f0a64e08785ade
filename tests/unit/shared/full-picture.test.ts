import { describe, expect, it } from 'vitest';
import { isShownWhole, showsWholeSource } from '../../../src/shared/task/full-picture.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';
import type { Output } from '../../../src/shared/task/task.ts';

const output = (width: number, height: number, format: Output['format'] = 'jpeg'): Output => ({
  name: 'thumbnail',
  path: '/a.jpg',
  width,
  height,
  format,
  sizeBytes: 1,
});
const source = { format: 'jpeg', width: 3000, height: 2000 };
const recipe = (box: object, more: object = {}) =>
  Recipe.parse({ outputs: [{ width: 300, height: 300, ...box }], ...more });

describe('whether a result shows all of its source', () => {
  it.each([
    ['scaled', recipe({ fit: 'inside' }), output(300, 200)],
    ['cut to its own shape', recipe({ fit: 'cover', height: 200 }), output(300, 200)],
    ['stretched', recipe({ fit: 'fill' }), output(300, 300)],
  ])('it does: %s', (_what, made, result) => {
    expect(showsWholeSource(source, result, made)).toBe(true);
  });

  it.each([
    ['cut', recipe({ fit: 'cover' }), output(300, 300)],
    ['padded', recipe({ fit: 'contain' }), output(300, 300)],
    ['trimmed', recipe({ fit: 'inside' }, { trim: 10 }), output(300, 200)],
    ['an icon', recipe({ fit: 'inside', format: 'ico' }), output(256, 256, 'ico')],
  ])('it does not: %s', (_what, made, result) => {
    expect(showsWholeSource(source, result, made)).toBe(false);
  });
});

it('a page gets the file itself only where Chromium can draw it and it is not too large', () => {
  expect(isShownWhole(output(3840, 2160))).toBe(true);
  expect(isShownWhole(output(6000, 4000))).toBe(false);
  expect(isShownWhole(output(300, 200, 'tiff'))).toBe(false);
});
