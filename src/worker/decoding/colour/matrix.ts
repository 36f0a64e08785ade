import type { Primaries } from './colour-space.ts';

/** Three rows. */
export type Matrix = readonly [Vector, Vector, Vector];
export type Vector = readonly [number, number, number];

/** The white of ICC's connection space. */
export const d50: Vector = [0.9642, 1, 0.8249];

/** From XYZ to the responses of the eye's cones, after Bradford. */
const bradford: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

const row = ([a, b, c]: Vector, [x, y, z]: Vector) => a * x + b * y + c * z;

export function apply([first, second, third]: Matrix, vector: Vector): Vector {
  return [row(first, vector), row(second, vector), row(third, vector)];
}

export function transpose([a, b, c]: Matrix): Matrix {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}

export function product(left: Matrix, right: Matrix): Matrix {
  const [x, y, z] = transpose(right);
  return transpose([apply(left, x), apply(left, y), apply(left, z)]);
}

const cross = ([a, b, c]: Vector, [x, y, z]: Vector): Vector => [
  b * z - c * y,
  c * x - a * z,
  a * y - b * x,
];

/** Null where there is none. */
function inverse([a, b, c]: Matrix): Matrix | null {
  const columns: Matrix = [cross(b, c), cross(c, a), cross(a, b)];
  const determinant = row(a, columns[0]);
  if (!(Math.abs(determinant) > 1e-9)) return null;
  const [x, y, z] = transpose(columns);
  const scaled = (vector: Vector): Vector => [
    vector[0] / determinant,
    vector[1] / determinant,
    vector[2] / determinant,
  ];
  return [scaled(x), scaled(y), scaled(z)];
}

const xyzOf = ([x, y]: readonly [number, number]): Vector => [x / y, 1, (1 - x - y) / y];
/** Not divided by y, which is 0 for a primary on the axis. */
const sharesOf = ([x, y]: readonly [number, number]): Vector => [x, y, 1 - x - y];
const diagonal = ([x, y, z]: Vector): Matrix => [
  [x, 0, 0],
  [0, y, 0],
  [0, 0, z],
];

/** From linear light to XYZ, white at Y = 1; null where the primaries make no colours. */
export function toXyz({ red, green, blue, white }: Primaries): Matrix | null {
  if (!(white[1] > 0)) return null;
  const shares = transpose([sharesOf(red), sharesOf(green), sharesOf(blue)]);
  const back = inverse(shares);
  return back && product(shares, diagonal(apply(back, xyzOf(white))));
}

/** From linear light of some primaries to that of others, white to white; null where either makes no colours. */
export function toPrimaries(from: Primaries, to: Primaries): Matrix | null {
  const [matrix, target] = [toD50(from), toD50(to)];
  const back = target && inverse(target);
  return matrix && back && product(back, matrix);
}

/** The same seen under D50, as ICC wants it. */
export function toD50(primaries: Primaries): Matrix | null {
  const matrix = toXyz(primaries);
  const fromCones = inverse(bradford);
  if (!matrix || !fromCones) return null;
  const [l, m, s] = apply(bradford, xyzOf(primaries.white));
  const [toL, toM, toS] = apply(bradford, d50);
  const scale = diagonal([toL / l, toM / m, toS / s]);
  return product(product(fromCones, product(scale, bradford)), matrix);
}

/** From XYZ under D50 to linear light of primaries that make colours. */
export function fromD50(primaries: Primaries): Matrix {
  const matrix = toD50(primaries);
  const back = matrix && inverse(matrix);
  if (!back) throw new Error('These primaries make no colours.');
  return back;
}
