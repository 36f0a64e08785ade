import { expect, test } from 'vitest';
import { srcsetSnippet } from '../../../src/shared/task/srcset.ts';
import type { Output } from '../../../src/shared/task/task.ts';

function output(width: number, format: Output['format'], height = width / 2): Output {
  const path = `/web/a "b" & c-${width}.${format}`;
  return { name: String(width), path, width, height, format, sizeBytes: 1 };
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

test('sizes of one shape stand together, rounded or not, and another crop is a picture of its own', () => {
  const snippet = srcsetSnippet([
    output(1080, 'jpeg', 1080),
    output(1200, 'jpeg', 630),
    output(601, 'jpeg', 315),
    output(540, 'jpeg', 540),
  ]);
  const lines = snippet?.split('\n').map((line) => /srcset="([^"]*)"/.exec(line)?.[1]);
  const named = lines?.map((line) => line?.replaceAll('a%20%22b%22%20%26%20c-', ''));
  expect(named).toEqual(['540.jpeg 540w, 1080.jpeg 1080w', '601.jpeg 601w, 1200.jpeg 1200w']);
});

test('one picture offers no choice, and one width is offered once', () => {
  expect(srcsetSnippet([output(320, 'png')])).not.toContain('srcset');
  const twice = srcsetSnippet([output(320, 'png'), { ...output(320, 'png'), path: '/web/b.png' }]);
  expect(twice).toContain('srcset="a%20%22b%22%20%26%20c-320.png 320w" ');
});
