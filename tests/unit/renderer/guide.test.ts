import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guideBlocks } from '../../../src/renderer/features/help/guide-blocks.ts';

test('the parts of Markdown that the guide is written in are understood', () => {
  const text = `# A title

![A picture](a.webp)

Some **bold**, _italic_ and \`code_of_ours\`
on two lines, [a chapter](#the-two), [elsewhere](other.md).

## The "two"

- one
  that goes on
- two

| a | b |
| - | - |
| 1 | \`2\` |`;
  const [title, paragraph, heading, list, table, ...rest] = guideBlocks(text);
  expect(rest).toEqual([]);
  expect(title).toEqual({ kind: 'heading', level: 1, id: 'a-title', text: 'A title' });
  expect(heading).toMatchObject({ id: 'the-two', level: 2 });
  expect(paragraph).toEqual({
    kind: 'paragraph',
    pieces: [
      { kind: 'text', text: 'Some ' },
      { kind: 'bold', text: 'bold' },
      { kind: 'text', text: ', ' },
      { kind: 'italic', text: 'italic' },
      { kind: 'text', text: ' and ' },
      { kind: 'code', text: 'code_of_ours' },
      { kind: 'text', text: ' on two lines, ' },
      { kind: 'link', text: 'a chapter', heading: 'the-two' },
      { kind: 'text', text: ', ' },
      { kind: 'text', text: 'elsewhere' },
      { kind: 'text', text: '.' },
    ],
  });
  const plain = (words: string) => [{ kind: 'text', text: words }];
  expect(list).toEqual({ kind: 'list', items: [plain('one that goes on'), plain('two')] });
  expect(table).toEqual({
    kind: 'table',
    rows: [
      [plain('a'), plain('b')],
      [plain('1'), [{ kind: 'code', text: '2' }]],
    ],
  });
});

test('nothing of the guide is left as Markdown, and its links lead somewhere', () => {
  const file = join(import.meta.dirname, '../../../docs/guide.md');
  const blocks = guideBlocks(readFileSync(file, 'utf8'));
  const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : []));
  const pieces = blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return block.pieces;
    if (block.kind === 'list') return block.items.flat();
    return block.kind === 'table' ? block.rows.flat(2) : [];
  });
  const texts = pieces.filter(({ kind }) => kind === 'text').map(({ text }) => text);
  expect(texts.filter((text) => /\*\*|`|\]\(|^\s*#|\|/.test(text))).toEqual([]);
  for (const piece of pieces) if (piece.kind === 'link') expect(headings).toContain(piece.heading);
});
