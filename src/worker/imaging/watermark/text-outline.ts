import { readFile } from 'node:fs/promises';
import type { Font, Path } from 'opentype.js';
import { onceLoaded } from '../../../shared/once.ts';

/** Parts of Noto Sans by writing, each a file; the first that has a letter draws it. */
const parts = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese'] as const;
type Part = (typeof parts)[number];

/** Units of the outline; the picture made from it has any size. */
const size = 100;

async function load(part: Part): Promise<Font> {
  const name = `@fontsource/noto-sans/files/noto-sans-${part}-600-normal.woff`;
  const { default: opentype } = await import('opentype.js');
  const bytes = await readFile(new URL(import.meta.resolve(name)));
  return opentype.parse(Uint8Array.from(bytes).buffer);
}

const fonts = parts.map((part) => onceLoaded(() => load(part)));

/** The font that has the letter; null where none has. */
export async function fontFor(letter: string): Promise<Font | null> {
  for (const fontOf of fonts) {
    const font = await fontOf();
    if (font.charToGlyphIndex(letter) > 0) return font;
  }
  return null;
}

interface Run {
  readonly font: Font;
  text: string;
}

async function runsOf(text: string): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const letter of text) {
    const last = runs.at(-1);
    if (last && last.font.charToGlyphIndex(letter) > 0) last.text += letter;
    else {
      const font = await fontFor(letter);
      if (font) runs.push({ font, text: letter });
    }
  }
  return runs;
}

/** The library's own `toPathData` of version 2.0.0 writes NaN for some numbers. */
function dataOf({ commands }: Path): string {
  return commands
    .map(({ type, x1, y1, x2, y2, x, y }) => {
      const numbers = [x1, y1, x2, y2, x, y].filter((number) => number !== undefined);
      return type + numbers.map((number) => number.toFixed(2)).join(' ');
    })
    .join('');
}

export interface Outline {
  /** As in the `d` of an SVG's path. */
  readonly path: string;
  readonly box: {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  };
  readonly size: number;
}

/** One line of text as an outline, with the font that comes along: the system's fonts are never asked. */
export async function outlineOf(text: string): Promise<Outline> {
  let x = 0;
  const paths: string[] = [];
  const boxes: Outline['box'][] = [];
  for (const { font, text: letters } of await runsOf(text)) {
    const path = font.getPath(letters, x, 0, size);
    paths.push(dataOf(path));
    boxes.push(path.getBoundingBox());
    x += font.getAdvanceWidth(letters, size);
  }
  const box = {
    x1: Math.min(...boxes.map(({ x1 }) => x1)),
    y1: Math.min(...boxes.map(({ y1 }) => y1)),
    x2: Math.max(...boxes.map(({ x2 }) => x2)),
    y2: Math.max(...boxes.map(({ y2 }) => y2)),
  };
  return { path: paths.join(''), box, size };
}
