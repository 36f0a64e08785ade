import './keep-together.css';
import type { ReactNode } from 'react';

const noBreak = '\u00a0';

/** A word with a no-break space behind it stays on one line with what follows; browsers break lines before a button all the same. */
export function keepTogether(parts: readonly ReactNode[]): ReactNode[] {
  return parts.flatMap((part, at): ReactNode[] => {
    const before = parts[at - 1];
    if (typeof part === 'string' && part.endsWith(noBreak)) return [part.slice(0, wordStart(part))];
    if (typeof before !== 'string' || !before.endsWith(noBreak)) return [part];
    return [
      <span key={before} className="kept-together">
        {before.slice(wordStart(before))}
        {part}
      </span>,
    ];
  });
}

const wordStart = (text: string) => text.lastIndexOf(' ') + 1;
