import { expect, it } from 'vitest';
import { drawableText, Watermark } from '../../../src/shared/task/watermark.ts';
import { fontFor } from '../../../src/worker/imaging/watermark/text-outline.ts';

it('the font has every letter that a watermark may have', async () => {
  const missing: string[] = [];
  for (let code = 32; code < 0x1_0000; code += 1) {
    const letter = String.fromCodePoint(code);
    if (drawableText.test(letter) && (await fontFor(letter)) === null) missing.push(letter);
  }
  expect(missing).toEqual([]);
});

it.each(['🎉', '中', 'ש', 'a\nb', ' ', ''])('%j is refused before anything is drawn', (text) => {
  expect(Watermark.safeParse({ kind: 'text', text }).success).toBe(false);
});

it('letters that are put together from parts are taken as one', () => {
  expect(Watermark.parse({ kind: 'text', text: ' cafe\u0301 ' })).toMatchObject({ text: 'café' });
});
