import { expect, test } from 'vitest';
import { htmlOfResults, markdownOfResults } from '../../../src/shared/task/result-texts.ts';
import type { Output } from '../../../src/shared/task/task.ts';
import { aTask } from '../renderer/a-task.ts';

const facts = { name: 'a', width: 40, height: 30, format: 'jpeg', sizeBytes: 9 } as const;

function made(id: number, sourcePath: string, ...outputs: readonly Partial<Output>[]) {
  const task = aTask(id, { sourcePath });
  return outputs.map((output) => ({ task, output: { ...facts, path: '/o/a.jpg', ...output } }));
}

test('Markdown names each file, and says what the picture is called', () => {
  const results = [
    ...made(1, '/p/a [1]*.tar.jpg', { path: '/o/a (2) é.jpg' }, { path: 'C:\\o\\b.webp' }),
    ...made(2, '/p/.hidden', { path: '/o/c.png' }),
  ];
  expect(markdownOfResults(results)).toBe(
    [
      String.raw`![a \[1\]\*.tar](a%20%282%29%20%C3%A9.jpg)`,
      String.raw`![a \[1\]\*.tar](b.webp)`,
      '![.hidden](c.png)',
    ].join('\n'),
  );
});

test('HTML has the sizes of each picture together, and leaves out what no page shows', () => {
  const results = [
    ...made(1, '/p/a.jpg', { path: '/o/a-40.jpg' }, { path: '/o/a-80.jpg', width: 80, height: 60 }),
    ...made(2, '/p/b.jpg', { path: '/o/b.tiff', format: 'tiff' }),
    ...made(3, '/p/c.jpg', { path: '/o/c.jpg' }),
  ];
  expect(htmlOfResults(results)?.split('\n')).toEqual([
    '<img src="a-80.jpg" srcset="a-40.jpg 40w, a-80.jpg 80w" sizes="100vw" width="80" height="60" alt="">',
    '<img src="c.jpg" width="40" height="30" alt="">',
  ]);
  expect(htmlOfResults(made(1, '/p/b.jpg', { format: 'tiff' }))).toBe(null);
});
