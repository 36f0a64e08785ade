/**
 * The same for paths and names that some disk takes for one: some know no case, some spell accents in two ways. In three
 * steps of case, since `ẞ` has no upper case but `ß`, its lower one, has; and with marks apart, since a letter may gain or
 * lose one that belongs before another.
 */
export function folded(text: string): string {
  return text.normalize('NFD').toLowerCase().toUpperCase().toLowerCase().normalize('NFC');
}
