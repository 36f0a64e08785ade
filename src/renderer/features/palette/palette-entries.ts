import { matchWords } from './match-words.ts';

/** One line of the palette. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  /** A fact beside it, which is not searched. */
  readonly note?: string;
  /** As Electron writes it. */
  readonly keys?: string;
  readonly run: () => void;
}

export interface PaletteSection {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
  /** Without something typed it is left out. */
  readonly isFoundOnly?: true;
}

export interface FoundEntry extends PaletteEntry {
  /** Places of the label's characters that answer what was typed. */
  readonly marked: readonly number[];
}

export interface FoundSection extends Omit<PaletteSection, 'entries'> {
  readonly entries: readonly FoundEntry[];
}

/** Enough to choose from, few enough to look at. */
const mostOfSection = 8;

/** What answers the typed words, best first within each section; without any, all there is. */
export function findEntries(
  sections: readonly PaletteSection[],
  typed: string,
): readonly FoundSection[] {
  const isBlank = typed.trim() === '';
  return sections.flatMap(({ entries, ...section }): readonly FoundSection[] => {
    if (isBlank && section.isFoundOnly) return [];
    const found = entries.flatMap((entry) => {
      const match = matchWords(entry.label, typed);
      return match ? [{ entry, match }] : [];
    });
    const best = found
      .toSorted((a, b) => a.match.rank - b.match.rank)
      .slice(0, isBlank ? found.length : mostOfSection)
      .map(({ entry, match }) => ({ ...entry, marked: match.marked }));
    return best.length === 0 ? [] : [{ ...section, entries: best }];
  });
}
