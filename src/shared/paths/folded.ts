/**
 * The same for paths and names that some disk takes for one: some know no case, some spell accents in two ways. In three
 * steps of case, since `ẞ` has no upper case but `ß`, its lower one, has; and with marks apart, since a letter may gain or
 * lose one that belongs before another.
 */
export function folded(text: string): string {
  return text.normalize('NFD').toLowerCase().toUpperCase().toLowerCase().normalize('NFC');
}

export const isAscii = (text: string) => /^[\0-\x7F]*$/.test(text);

/**
 * The same for texts that a person who searches takes for one: also those that differ in width, ligatures, the final
 * sigma, or the dots of the Turkish i.
 */
export function searchFolded(text: string): string {
  // Most names: ten times as fast.
  if (isAscii(text)) return text.toLowerCase();
  return folded(text.normalize('NFKC')).replaceAll('\u03C2', '\u03C3').replaceAll('i\u0307', 'i');
}

const byNature = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** 2 before 10; what is equal to a reader is ordered by code, so that the order never changes. */
export function compareNames(a: string, b: string): number {
  return byNature.compare(a, b) || (a < b ? -1 : Number(a > b));
}
