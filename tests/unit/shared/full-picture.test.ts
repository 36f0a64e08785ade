import { describe, expect, it } from 'vitest';
import { isShownWhole, showsWholeSource } from '../../../src/shared/task/full-picture.ts';
import { parsePart, partText } from '../../../src/shared/task/picture-part.ts';
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

describe('a part in an address', () => {
  it('is read as it was written', () => {
    const part = { left: 12, top: 0, width: 640, height: 480, shownWidth: 320 };
    expect(parsePart(partText(part))).toEqual(part);
  });

  it.each(['', '1-2-3-4', '0-0-0-10-10', '0-0-10-10-0', '0-0-10-10-5000', '0-0-1-1000-4096', 'a'])(
    'is refused: %s',
    (text) => {
      expect(parsePart(text)).toBeNull();
    },
  );
});
