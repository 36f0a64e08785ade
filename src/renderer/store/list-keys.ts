/** Where a key moves to in a grid of `columns` (1 is a list); null when the key does not move. */
export function movedIndex(
  key: string,
  from: number,
  grid: { readonly count: number; readonly columns: number; readonly pageRows: number },
): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -grid.columns,
    ArrowDown: grid.columns,
    PageUp: -grid.columns * grid.pageRows,
    PageDown: grid.columns * grid.pageRows,
    Home: -Infinity,
    End: Infinity,
  };
  const step = steps[key];
  if (step === undefined || grid.count === 0) return null;
  if (from < 0) return 0;
  const isOneRow = key === 'ArrowUp' || key === 'ArrowDown';
  const wanted = from + step;
  if (isOneRow && wanted < 0) return from;
  return Math.min(grid.count - 1, Math.max(0, wanted));
}
