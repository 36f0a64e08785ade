import { type Pixels, type Plane, planesOf } from './planes.ts';

/** A window is two cells wide and high, and the next one begins a cell further: 8 pixels, every 4, as is usual for SSIM. */
const cellEdge = 4;
const windowPixels = (2 * cellEdge) ** 2;
/** Of SSIM: (0.01 × 255)² and (0.03 × 255)². */
const [meanFloor, varianceFloor] = [6.5025, 58.5225];
/** Of each cell: the sums of a, b, a², b² and a × b. */
const sumCount = 5;

/** Whole cells only: what is left of rows and columns at the end is left out. */
function cellSums(a: Plane, b: Plane, columns: number): Float64Array {
  const rows = Math.floor(a.height / cellEdge);
  const sums = new Float64Array(columns * rows * sumCount);
  for (let y = 0; y < rows * cellEdge; y += 1) {
    let to = Math.floor(y / cellEdge) * columns * sumCount;
    for (let column = 0, at = y * a.width; column < columns; column += 1, to += sumCount) {
      let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
      for (const end = at + cellEdge; at < end; at += 1) {
        const one = a.values[at] ?? 0;
        const other = b.values[at] ?? 0;
        sa += one;
        sb += other;
        saa += one * one;
        sbb += other * other;
        sab += one * other;
      }
      sums[to] = (sums[to] ?? 0) + sa;
      sums[to + 1] = (sums[to + 1] ?? 0) + sb;
      sums[to + 2] = (sums[to + 2] ?? 0) + saa;
      sums[to + 3] = (sums[to + 3] ?? 0) + sbb;
      sums[to + 4] = (sums[to + 4] ?? 0) + sab;
    }
  }
  return sums;
}

/** One of the sums of a window, of its four cells. */
function windowSum(sums: Float64Array, at: number, below: number): number {
  const above = (sums[at] ?? 0) + (sums[at + sumCount] ?? 0);
  return above + (sums[at + below] ?? 0) + (sums[at + below + sumCount] ?? 0);
}

/** SSIM of the window whose first cell is at `at`; that below it is `below` further. */
function ssimAt(sums: Float64Array, at: number, below: number): number {
  const a = windowSum(sums, at, below) / windowPixels;
  const b = windowSum(sums, at + 1, below) / windowPixels;
  const squares = windowSum(sums, at + 2, below) + windowSum(sums, at + 3, below);
  const variances = squares / windowPixels - a * a - b * b;
  const covariance = windowSum(sums, at + 4, below) / windowPixels - a * b;
  const light = (2 * a * b + meanFloor) / (a * a + b * b + meanFloor);
  return (light * (2 * covariance + varianceFloor)) / (variances + varianceFloor);
}

/** Variance of the first plane in the same window. */
function varianceAt(sums: Float64Array, at: number, below: number): number {
  const mean = windowSum(sums, at, below) / windowPixels;
  return windowSum(sums, at + 2, below) / windowPixels - mean * mean;
}

/** The mean of something over all windows of two planes; 0 where they are smaller than one. */
function meanOfWindows(
  a: Plane,
  b: Plane,
  valueAt: (sums: Float64Array, at: number, below: number) => number,
): number {
  const columns = Math.floor(a.width / cellEdge);
  const rows = Math.floor(a.height / cellEdge);
  if (columns < 2 || rows < 2) return 0;
  const sums = cellSums(a, b, columns);
  const below = columns * sumCount;
  let total = 0;
  for (let y = 0; y < rows - 1; y += 1) {
    for (let x = 0, at = y * below; x < columns - 1; x += 1, at += sumCount) {
      total += valueAt(sums, at, below);
    }
  }
  return total / ((columns - 1) * (rows - 1));
}

/** How much is lost from one plane to the other, from 0: the fourth power of 1 − SSIM, in the mean of all windows. */
function lossOf(a: Plane, b: Plane): number {
  return meanOfWindows(a, b, (sums, at, below) => {
    const lost = 1 - ssimAt(sums, at, below);
    return lost * lost * lost * lost;
  });
}

/** In a window of less than a level of 255 (standard deviation) there is nothing to lose. */
const leastVariance = 1;
/** A small thing on a plain ground is looked at as if it filled a fiftieth. */
const leastShare = 0.02;

/** How much of a plane shows anything. */
function busyShare(plane: Plane): number {
  const share = meanOfWindows(plane, plane, (sums, at, below) =>
    varianceAt(sums, at, below) > leastVariance ? 1 : 0,
  );
  return Math.max(leastShare, share);
}

/** Planes that are judged together: each weighs something, and the first says how much there is to see. */
interface Sight {
  readonly planes: readonly [Plane, ...Plane[]];
  readonly weights: readonly number[];
}

/**
 * Light as it is and as seen from twice as far; colours only from there, where it does not show that 4:2:0 takes half of them, and a
 * quarter as much. Alpha for itself: that it is kept makes up for nothing.
 */
function sightsOf(pixels: Pixels): readonly Sight[] {
  const { light, colours, alpha } = planesOf(pixels);
  return [
    { planes: [...light, ...colours], weights: [1, 1, 0.25, 0.25] },
    ...(alpha ? [{ planes: alpha, weights: [1, 1] }] : []),
  ];
}

function lossOfSight({ planes, weights }: Sight, other: Sight, share: number): number {
  let [loss, sum] = [0, 0];
  for (const [at, plane] of planes.entries()) {
    const weight = weights[at] ?? 0;
    loss += weight * (lossOf(plane, other.planes[at] ?? plane) / share) ** (1 / 4);
    sum += weight;
  }
  return loss / sum;
}

/**
 * Answers how much a picture of the same size and channels looks like this one: 1 is the same, and less the more is lost. Butteraugli's
 * distance of 1 (3-norm), where people begin to see a difference, is about 0.965.
 */
export function likenessTo(original: Pixels): (other: Pixels) => number {
  const sights = sightsOf(original).map((sight) => ({ sight, share: busyShare(sight.planes[0]) }));
  return (other) => {
    const theirs = sightsOf(other);
    const losses = sights.map(({ sight, share }, at) =>
      lossOfSight(sight, theirs[at] ?? sight, share),
    );
    return 1 - Math.max(...losses);
  };
}
