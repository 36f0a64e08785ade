import { describe, expect, test } from 'vitest';
import { twoLineName } from '../../../src/renderer/ui/two-line-name.ts';
import { gridShape, shownEdge } from '../../../src/renderer/features/task-grid/grid-shape.ts';
import { Recipe } from '../../../src/shared/task/recipe.ts';

const batch = (...widths: number[]) => ({
  recipe: Recipe.parse({ outputs: widths.map((width) => ({ name: `w${width}`, width })) }),
});

describe('the grid of tasks', () => {
  test('shows pictures at their own size, within what suits a window', () => {
    expect(shownEdge([])).toBe(100);
    expect(shownEdge([batch(16)])).toBe(100);
    expect(shownEdge([batch(128)])).toBe(128);
    expect(shownEdge([batch(128), batch(320, 1280)])).toBe(160);
  });

  test.each([300, 640, 872, 1520, 2400])('fills a width of %i pixels and no more', (width) => {
    const { columns, cardWidth, gap, margin } = gridShape({ width, pictureEdge: 100 });
    const scrollbar = 12;
    const used = 2 * margin - scrollbar + columns * cardWidth + (columns - 1) * gap;
    expect(used).toBeLessThanOrEqual(width + 0.01);
    expect(gap).toBeGreaterThanOrEqual(0);
  });

  test('gives what is left over to the room between tiles, not to the tiles', () => {
    expect(gridShape({ width: 872, pictureEdge: 100 }).cardWidth).toBeLessThan(160);
    expect(gridShape({ width: 1520, pictureEdge: 160 }).cardWidth).toBeLessThan(230);
  });

  test('in a low window has rows of which two can be seen beside everything else', () => {
    expect(
      2 * gridShape({ width: 584, pictureEdge: 160, isLow: true }).rowHeight,
    ).toBeLessThanOrEqual(270);
  });

  test('has one column where there is no room for two', () => {
    expect(gridShape({ width: 120, pictureEdge: 160 }).columns).toBe(1);
  });
});

describe('the name in a card', () => {
  test('is whole where two lines hold it, and else cut in the middle', () => {
    expect(twoLineName('IMG_0001.jpg', 120)).toBe('IMG_0001.jpg');
    const name = twoLineName('a name that is longer than there is room for in a card.jpg', 136);
    expect(name).toBe('a name that is long…card.jpg');
    expect(twoLineName(`${'\u{1F600}'.repeat(40)}.jpg`, 136)).not.toMatch(/[\uD800-\uDBFF]…/);
  });
});
