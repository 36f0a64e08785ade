import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { listProblemWords, readNames, type Separator } from '../../../src/cli/args/name-list.ts';

const read = (chunks: readonly (string | Buffer)[], separator: Separator = 'newline') =>
  readNames(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), separator);

it('takes one name a line, wherever the stream is cut, and no empty ones', async () => {
  expect(await read(['\uFEFFa b.jp', 'g\n\nc.png\nl', 'ast'])).toEqual({
    ok: true,
    value: ['a b.jpg', 'c.png', 'last'],
  });
  expect(await read([])).toEqual({ ok: true, value: [] });
});

it('takes names with line ends in them where a NUL byte ends each', async () => {
  expect(await read(['a\nb.jpg\0', 'c.png\0'], 'nul')).toMatchObject({
    value: ['a\nb.jpg', 'c.png'],
  });
});

it('keeps bytes that are not UTF-8', async () => {
  const bytes = Buffer.from('caf\xe9.jpg\n', 'latin1');
  expect(await read([bytes])).toMatchObject({ value: ['caf\uDCE9.jpg'] });
});

it.each([
  [
    'a picture',
    Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF', 'latin1'),
    'The list is no list of names: it is a picture. To make its thumbnail, send that to standard output: thumbline - --out -.',
  ],
  [
    'names that find -print0 wrote',
    'a.jpg\0b.jpg\0',
    'The list is no list of names: its names are kept apart by NUL bytes. Add -0.',
  ],
  [
    'a line that no name can be as long as',
    'x'.repeat(40_000),
    'The list is no list of names: it is longer than a list of names can be.',
  ],
])('refuses %s', async (_, bytes, words) => {
  const names = await read([bytes]);
  expect(names.ok ? null : listProblemWords(names.problem, 'The list')).toBe(words);
});

it('stops reading where an endless list is none', async () => {
  let chunkCount = 0;
  async function* endless() {
    for (;;) {
      chunkCount += 1;
      yield Buffer.alloc(65_536, 'a\n');
    }
  }
  expect(await readNames(endless(), 'newline')).toMatchObject({ ok: false });
  expect(chunkCount).toBeLessThan(100);
});
