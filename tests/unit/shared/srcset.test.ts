import { expect, test } from 'vitest';
import { srcsetSnippet } from '../../../src/shared/task/srcset.ts';
import type { Output } from '../../../src/shared/task/task.ts';

function output(width: number, format: Output['format']): Output {
  const path = `/web/a "b" & c-${width}.${format}`;
  return { name: String(width), path, width, height: width / 2, format, sizeBytes: 1 };
}

test('offers the newest format first and ends with what every browser knows', () => {
  const snippet = srcsetSnippet([
    output(640, 'jpeg'),
    output(320, 'jpeg'),
    output(640, 'webp'),
    output(320, 'webp'),
  ]);
  expect(snippet).toBe(`<picture>
  <source type="image/webp" srcset="a%20%22b%22%20%26%20c-320.webp 320w, a%20%22b%22%20%26%20c-640.webp 640w" sizes="100vw">
  <img src="a%20%22b%22%20%26%20c-640.jpeg" srcset="a%20%22b%22%20%26%20c-320.jpeg 320w, a%20%22b%22%20%26%20c-640.jpeg 640w" sizes="100vw" width="640" height="320" alt="">
</picture>`);
});

test('one format needs no picture element', () => {
  expect(srcsetSnippet([output(320, 'png')])).toMatch(/^<img .*>$/);
});

test('what no browser shows is left out', () => {
  expect(srcsetSnippet([output(320, 'tiff')])).toBe(null);
});
