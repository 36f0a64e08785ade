const byNature = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** 2 before 10; what is equal to a reader is ordered by code, so that the order never changes. */
export function compareNames(a: string, b: string): number {
  return byNature.compare(a, b) || (a < b ? -1 : Number(a > b));
}
