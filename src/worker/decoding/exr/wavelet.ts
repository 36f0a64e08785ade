/** Samples in rows, somewhere in an array. */
export interface SampleGrid {
  readonly at: number;
  readonly columns: number;
  readonly rows: number;
  /** From a sample to the next one. */
  readonly step: number;
}

/** Both numbers of a pair from their mean and their difference: the first one in the upper 16 bits. */
type Undo = (mean: number, difference: number) => number;

const signed = (bits: number) => (bits << 16) >> 16;

/** For numbers of 14 bits at most, whose differences cannot overflow. */
function undoSmall(mean: number, difference: number): number {
  const distance = signed(difference);
  const first = signed(mean) + (distance & 1) + (distance >> 1);
  return (first << 16) | ((first - distance) & 0xffff);
}

/** For numbers of 16 bits: arithmetic that wraps round. */
function undoLarge(mean: number, difference: number): number {
  const second = (mean - (difference >> 1)) & 0xffff;
  return ((difference + second - 0x8000) << 16) | second;
}

interface Level {
  /** Between samples that were brought together. */
  readonly distance: number;
  readonly undo: Undo;
}

function undoLevel(samples: Uint16Array, grid: SampleGrid, { distance, undo }: Level): void {
  const { columns, rows, step } = grid;
  const right = distance * step;
  const down = right * columns;
  const pair = (at: number, other: number) => {
    const both = undo(samples[at] ?? 0, samples[other] ?? 0);
    samples[at] = both >>> 16;
    samples[other] = both;
  };
  const wholeRows = rows - (rows % (distance * 2));
  const wholeColumns = columns - (columns % (distance * 2));
  for (let y = 0; y < wholeRows; y += distance * 2) {
    const row = grid.at + y * columns * step;
    for (let x = 0; x < wholeColumns; x += distance * 2) {
      const at = row + x * step;
      const left = undo(samples[at] ?? 0, samples[at + down] ?? 0);
      const other = undo(samples[at + right] ?? 0, samples[at + right + down] ?? 0);
      const upper = undo(left >>> 16, other >>> 16);
      const lower = undo(left & 0xffff, other & 0xffff);
      samples[at] = upper >>> 16;
      samples[at + right] = upper;
      samples[at + down] = lower >>> 16;
      samples[at + right + down] = lower;
    }
    const last = row + wholeColumns * step;
    if (columns & distance) pair(last, last + down);
  }
  if (!(rows & distance)) return;
  const row = grid.at + wholeRows * columns * step;
  for (let x = 0; x < wholeColumns; x += distance * 2) {
    const at = row + x * step;
    pair(at, at + right);
  }
}

/** Undoes the Haar wavelet of PIZ in place. `most` is the largest number that was put in. */
export function undoWavelet(samples: Uint16Array, grid: SampleGrid, most: number): void {
  const undo = most < 1 << 14 ? undoSmall : undoLarge;
  const edge = Math.min(grid.columns, grid.rows);
  if (edge < 2) return;
  for (let distance = 2 ** (Math.floor(Math.log2(edge)) - 1); distance >= 1; distance /= 2)
    undoLevel(samples, grid, { distance, undo });
}
