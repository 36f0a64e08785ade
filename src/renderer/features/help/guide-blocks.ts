/** A run of text within a block. `link` leads to a heading of the guide. */
export type GuidePiece =
  | { readonly kind: 'text' | 'bold' | 'italic' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly heading: string };

export type GuideBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly id: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly pieces: readonly GuidePiece[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly GuidePiece[])[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly GuidePiece[])[])[] };

/** As GitHub makes the address of a heading. */
export const headingId = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

const inline = /`([^`]+)`|\*\*([^*]+)\*\*|_([^_]+)_|\[([^\]]+)\]\(([^)]+)\)/g;

function linkPiece(text: string, target: string): GuidePiece {
  // Other documents do not come with the app.
  return target.startsWith('#')
    ? { kind: 'link', text, heading: target.slice(1) }
    : { kind: 'text', text };
}

function piecesOf(text: string): readonly GuidePiece[] {
  const pieces: GuidePiece[] = [];
  let at = 0;
  for (const match of text.matchAll(inline)) {
    if (match.index > at) pieces.push({ kind: 'text', text: text.slice(at, match.index) });
    const [whole, code, bold, italic, label, target] = match;
    if (code !== undefined) pieces.push({ kind: 'code', text: code });
    else if (bold !== undefined) pieces.push({ kind: 'bold', text: bold });
    else if (italic !== undefined) pieces.push({ kind: 'italic', text: italic });
    else if (label !== undefined && target !== undefined) pieces.push(linkPiece(label, target));
    at = match.index + whole.length;
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at) });
  return pieces;
}

const joined = (lines: readonly string[]) => lines.map((line) => line.trim()).join(' ');

function itemsOf(lines: readonly string[]): readonly (readonly GuidePiece[])[] {
  const items: string[][] = [];
  for (const line of lines) {
    if (/^\s*- /.test(line)) items.push([line.replace(/^\s*- /, '')]);
    else items.at(-1)?.push(line);
  }
  return items.map((item) => piecesOf(joined(item)));
}

const isRule = (line: string) => /^\|[\s|:-]+\|$/.test(line);

const rowsOf = (lines: readonly string[]) =>
  lines
    .filter((line) => !isRule(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => piecesOf(cell.trim())),
    );

function blockOf(lines: readonly string[]): GuideBlock | null {
  const [first = ''] = lines;
  const [, hashes, text] = /^(#+) (.*)$/.exec(first) ?? [];
  if (hashes !== undefined && text !== undefined)
    return { kind: 'heading', level: hashes.length, id: headingId(text), text };
  if (first.startsWith('![')) return null;
  if (first.startsWith('- ')) return { kind: 'list', items: itemsOf(lines) };
  if (first.startsWith('|')) return { kind: 'table', rows: rowsOf(lines) };
  return { kind: 'paragraph', pieces: piecesOf(joined(lines)) };
}

/** The parts of Markdown that the guide is written in. Pictures are left out: the window itself is there to look at. */
export function guideBlocks(markdown: string): readonly GuideBlock[] {
  return markdown
    .split(/\n\s*\n/)
    .map((block) => block.split('\n').filter((line) => line.trim() !== ''))
    .flatMap((lines) => (lines.length === 0 ? [] : (blockOf(lines) ?? [])));
}
