import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sheetStyle } from '../../../src/engine/saving/sheet/sheet-style.ts';

const tokens = readFileSync(
  resolve(import.meta.dirname, '../../../src/renderer/styles/tokens.css'),
  'utf8',
);

/** As WCAG 2 has it. */
function luminanceOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each([
  ['the window', tokens],
  ['a contact sheet', sheetStyle],
])('white and black drawings are seen on the squares of %s, in both themes', (_where, style) => {
  const squares = [...style.matchAll(/--check-[ab]: light-dark\((#\w{6}), (#\w{6})\)/g)];
  const colours = squares.flatMap(([, light = '', dark = '']) => [light, dark]);
  expect(colours).toHaveLength(4);
  for (const colour of colours) {
    const luminance = luminanceOf(colour);
    expect(1.05 / (luminance + 0.05), `white on ${colour}`).toBeGreaterThanOrEqual(3);
    expect((luminance + 0.05) / 0.05, `black on ${colour}`).toBeGreaterThanOrEqual(3);
  }
});
