import { once } from '../../shared/once.ts';

const graphemes = once(() => new Intl.Segmenter('en', { granularity: 'grapheme' }));

/** What a terminal draws two columns wide: East Asian letters and full-width forms, and emoji. */
const wide =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]|\uFE0F/u;
/** Half-width forms of some of these. */
const half = /^[\uFF61-\uFFDC]/u;
const markOnly = /^[\p{Mark}\p{Default_Ignorable_Code_Point}\p{Control}]+$/u;

function graphemeWidth(grapheme: string): number {
  if (markOnly.test(grapheme)) return 0;
  return wide.test(grapheme) && !half.test(grapheme) ? 2 : 1;
}

/** How many columns of a terminal a text takes: a combining mark none, a wide letter two. */
export function displayWidth(text: string): number {
  // Nearly all that is printed, and `Intl` takes 20 ms at its first use.
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes().segment(text)) width += graphemeWidth(segment);
  return width;
}

const padToWidth = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - displayWidth(text)));

/** Lines in which each column but the last is as wide as its widest cell. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries())
      widths[at] = Math.max(widths[at] ?? 0, displayWidth(cell));
  return rows.map((row) =>
    row
      .map((cell, at) => padToWidth(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
