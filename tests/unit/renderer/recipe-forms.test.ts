import { describe, expect, test } from 'vitest';
import {
  changedOptionCount,
  hasAdvancedOptions,
  hasOption,
} from '../../../src/renderer/features/recipe/encoder-options.ts';
import {
  iconFits,
  shapeOf,
  sizeInKind,
  sizeKindOf,
  sizeKinds,
  suitsKind,
  withOneMore,
} from '../../../src/renderer/features/recipe/output-edits.ts';
import { fitShape } from '../../../src/renderer/features/recipe/fit-shape.ts';
import { iconSizesWords } from '../../../src/renderer/words/recipe-words.ts';
import { OutputRecipe } from '../../../src/shared/task/recipe.ts';

const output = (fields: Parameters<typeof OutputRecipe.parse>[0]) => OutputRecipe.parse(fields);

describe('how large an output is', () => {
  test.each(sizeKinds)('can be changed to %s, which is then what it says', (kind) => {
    const changed = {
      ...output({ width: 300, height: 200 }),
      ...sizeInKind(output({ width: 300, height: 200 }), kind),
    };
    expect(OutputRecipe.safeParse(changed).success).toBe(true);
    expect(sizeKindOf(changed)).toBe(kind);
  });

  test('keeps its numbers where they mean the same', () => {
    expect(sizeInKind(output({ width: 300, height: 200 }), 'longEdge').longEdge).toBe(300);
    expect(sizeInKind(output({ width: 300, height: 200 }), 'height').height).toBe(200);
    expect(sizeInKind(output({ longEdge: 640 }), 'box')).toMatchObject({ width: 640, height: 640 });
  });

  test('stays in its fields while one of them is being typed anew', () => {
    const emptied = { width: 300, height: null, longEdge: null, percent: null };
    expect(suitsKind(emptied, 'box')).toBe(true);
    expect(suitsKind({ ...emptied, width: null }, 'width')).toBe(true);
    expect(suitsKind({ ...emptied, width: null, percent: 20 }, 'box')).toBe(false);
  });

  test('is doubled for one output more', () => {
    expect(withOneMore([output({ name: 'a', longEdge: 500 })])[1]).toMatchObject({
      name: 'a 2',
      longEdge: 1000,
    });
    expect(withOneMore([output({ name: 'a', percent: 800 })])[1]).toMatchObject({ percent: 1000 });
  });
});

describe('the drawing of a fit', () => {
  const source = { width: 400, height: 100 };
  const cover = { width: 100, height: 100, fit: 'cover' } as const;

  test('keeps the chosen point in the middle', () => {
    const { picture } = fitShape(output({ ...cover, focalPoint: { x: 0.25, y: 0.5 } }), source);
    expect(picture).toMatchObject({ x: -50, y: 0, width: 400 });
  });

  test('leaves no part of the box empty for a point at the edge', () => {
    const left = fitShape(output({ ...cover, focalPoint: { x: 0, y: 0 } }), source);
    const right = fitShape(output({ ...cover, focalPoint: { x: 1, y: 1 } }), source);
    expect([left.picture.x, right.picture.x]).toEqual([0, -300]);
  });

  test('shows the longer edge and percent as what they give', () => {
    expect(fitShape(output({ longEdge: 200 }), source).picture).toMatchObject({
      width: 200,
      height: 50,
    });
    expect(fitShape(output({ percent: 50 }), source).picture).toMatchObject({
      width: 200,
      height: 50,
    });
  });
});

describe('what an encoder can do', () => {
  test('is offered only where the format has it', () => {
    expect(hasOption('png', 'quality')).toBe(false);
    expect(hasOption('png', 'palette')).toBe(true);
    expect(hasOption('same', 'lossless')).toBe(true);
  });

  test('tells how much of it was changed', () => {
    expect(changedOptionCount(output({ width: 1 }))).toBe(0);
    expect(changedOptionCount(output({ width: 1, effort: 0, chroma: '4:4:4' }))).toBe(2);
  });
});

describe('an icon', () => {
  const icon = output({ width: 300, height: 200, format: 'ico' });

  test('is square and padded unless it is cut or stretched', () => {
    expect(shapeOf(icon)).toMatchObject({ width: 200, height: 200, fit: 'contain' });
    expect(shapeOf(output({ longEdge: 48, fit: 'cover', format: 'icns' }))).toMatchObject({
      width: 48,
      height: 48,
      longEdge: null,
      fit: 'cover',
    });
    expect(fitShape(icon, { width: 120, height: 80 }).box).toMatchObject({
      width: 200,
      height: 200,
    });
    expect(iconFits).toContain(shapeOf(icon).fit);
  });

  test('says which sizes its file will hold', () => {
    expect(iconSizesWords(icon)).toBe('One square file with 16, 24, 32, 48, 64, and 128 pixels.');
    expect(iconSizesWords(output({ percent: 50, format: 'icns' }))).toMatch(/every usual size/);
    expect(iconSizesWords(output({ width: 300 }))).toBeUndefined();
  });

  test('has none of the advanced options', () => {
    expect(hasAdvancedOptions('ico')).toBe(false);
    expect(hasAdvancedOptions('png')).toBe(true);
  });
});
