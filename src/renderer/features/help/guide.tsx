import { useRef } from 'react';
import { helpWords } from '../../../shared/words/areas/help.ts';
import { LinkButton } from '../../ui/button.tsx';
import { type GuideBlock, guideBlocks, type GuidePiece } from './guide-blocks.ts';
import { HelpSheet } from './help-sheet.tsx';

/** `docs/guide.md`, written in by the build. */
declare const GUIDE_TEXT: string;

type Lead = (heading: string) => void;

/** Blocks and pieces of the guide never change places. */
const numbered = <Thing,>(things: readonly Thing[]) =>
  things.map((thing, place) => [place, thing] as const);

function Pieces({ pieces, lead }: { pieces: readonly GuidePiece[]; lead: Lead }) {
  return numbered(pieces).map(([place, piece]) => {
    if (piece.kind === 'link') {
      const { heading } = piece;
      return (
        <LinkButton key={place} onClick={() => lead(heading)}>
          {piece.text}
        </LinkButton>
      );
    }
    if (piece.kind === 'bold') return <b key={place}>{piece.text}</b>;
    if (piece.kind === 'italic') return <i key={place}>{piece.text}</i>;
    return piece.kind === 'code' ? <code key={place}>{piece.text}</code> : piece.text;
  });
}

function Block({ block, lead }: { block: GuideBlock; lead: Lead }) {
  if (block.kind === 'heading') {
    const Heading = block.level < 3 ? 'h3' : 'h4';
    return (
      <Heading data-heading={block.id} tabIndex={-1}>
        {block.text}
      </Heading>
    );
  }
  if (block.kind === 'paragraph')
    return (
      <p>
        <Pieces pieces={block.pieces} lead={lead} />
      </p>
    );
  if (block.kind === 'list')
    return (
      <ul>
        {numbered(block.items).map(([place, pieces]) => (
          <li key={place}>
            <Pieces pieces={pieces} lead={lead} />
          </li>
        ))}
      </ul>
    );
  const [head = [], ...rows] = block.rows;
  return (
    <table>
      <thead>
        <tr>
          {numbered(head).map(([place, pieces]) =>
            pieces.length === 0 ? (
              // A heading without words is none.
              <td key={place}>
                <Pieces pieces={pieces} lead={lead} />
              </td>
            ) : (
              <th key={place} scope="col">
                <Pieces pieces={pieces} lead={lead} />
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {numbered(rows).map(([row, cells]) => (
          <tr key={row}>
            {numbered(cells).map(([place, pieces]) => (
              <td key={place}>
                <Pieces pieces={pieces} lead={lead} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

// What the sheet is called stands above it.
const blocks = guideBlocks(GUIDE_TEXT).slice(1);
const chapters = blocks.filter((block) => block.kind === 'heading' && block.level === 2);

/** The guide, as it comes with the app: nothing is fetched. */
export function Guide() {
  const ref = useRef<HTMLDivElement>(null);
  const lead: Lead = (heading) => {
    const target = ref.current?.querySelector<HTMLElement>(
      `[data-heading="${CSS.escape(heading)}"]`,
    );
    target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  };
  return (
    <HelpSheet overlay="guide" title={helpWords('guide')}>
      <div className="guide">
        <nav aria-label={helpWords('chapters')} className="guide-chapters">
          {chapters.map((chapter) =>
            chapter.kind === 'heading' ? (
              <LinkButton key={chapter.id} onClick={() => lead(chapter.id)}>
                {chapter.text}
              </LinkButton>
            ) : null,
          )}
        </nav>
        {/* The keyboard scrolls it. */}
        <div
          ref={ref}
          className="guide-text selectable"
          lang="en"
          dir="ltr"
          tabIndex={0}
          role="group"
          aria-label={helpWords('guide')}
        >
          {numbered(blocks).map(([place, block]) => (
            <Block key={place} block={block} lead={lead} />
          ))}
        </div>
      </div>
    </HelpSheet>
  );
}
