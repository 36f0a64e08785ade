import { bt709, ofXyz, type Primaries } from '../colour/colour-space.ts';
import { type Matrix, toPrimaries } from '../colour/matrix.ts';

export interface RadianceHeader {
  /** As the rows are stored, which may be columns of the picture. */
  readonly width: number;
  readonly height: number;
  /** As in EXIF. */
  readonly orientation: number;
  /** To linear light of sRGB; null where it is that. */
  readonly matrix: Matrix | null;
  /** The power that the numbers were raised to; 1 for light. */
  readonly gamma: number;
  readonly dataOffset: number;
}

/** More lines than programs write into it. Bytes. */
const longestHeader = 65_536;
const newline = 0x0a;

/** Which way rows follow each other, then the pixels of a row: `Y` is up in this format. */
const orientations: Readonly<Record<string, number>> = {
  '-Y+X': 1,
  '-Y-X': 2,
  '+Y-X': 3,
  '+Y+X': 4,
  '+X-Y': 5,
  '-X-Y': 6,
  '-X+Y': 7,
  '+X+Y': 8,
};
const resolution = /^([-+][XY]) +(\d{1,9}) +([-+][XY]) +(\d{1,9}) *$/;

function readPrimaries(words: string): Primaries | null {
  const numbers = words.trim().split(/\s+/).map(Number);
  if (numbers.length !== 8 || !numbers.every(Number.isFinite)) return null;
  const pair = (at: number) => [numbers[at] ?? 0, numbers[at + 1] ?? 0] as const;
  return { red: pair(0), green: pair(2), blue: pair(4), white: pair(6) };
}

/** Of a matrix between spaces that anybody uses it is below 4. */
const largestFactor = 100;

function matrixOf(values: ReadonlyMap<string, string>): Matrix | null {
  if (values.get('FORMAT') === '32-bit_rle_xyze') return toPrimaries(ofXyz, bt709);
  const primaries = readPrimaries(values.get('PRIMARIES') ?? '');
  const matrix = primaries && toPrimaries(primaries, bt709);
  const makesSense = matrix?.flat().every((factor) => Math.abs(factor) < largestFactor);
  return makesSense ? matrix : null;
}

/** In no description of the format; ImageMagick 6 writes numbers of sRGB and this with them. */
function gammaOf(values: ReadonlyMap<string, string>): number {
  const gamma = Number(values.get('GAMMA') ?? 1);
  return gamma >= 0.1 && gamma <= 10 ? gamma : 1;
}

/**
 * Null where it makes no sense, `cut` where the bytes end in it. EXPOSURE and COLORCORR are passed over: they say how to get
 * back to what was measured, and the numbers are stored as their author wanted to see them.
 */
export function readRadianceHeader(bytes: Uint8Array): RadianceHeader | 'cut' | null {
  const values = new Map<string, string>();
  let isOver = false;
  for (let start = 0; start < longestHeader;) {
    const end = bytes.indexOf(newline, start);
    if (end < 0) return bytes.length < longestHeader ? 'cut' : null;
    const line = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 200)));
    start = end + 1;
    const [, name, value] = /^([A-Z]+) *=(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) values.set(name, value.trim());
    if (isOver)
      return finish(line, {
        dataOffset: start,
        matrix: matrixOf(values),
        gamma: gammaOf(values),
      });
    isOver = line.trim() === '';
  }
  return null;
}

function finish(
  line: string,
  rest: Pick<RadianceHeader, 'dataOffset' | 'matrix' | 'gamma'>,
): RadianceHeader | null {
  const [, rows = '', height, pixels = '', width] = resolution.exec(line) ?? [];
  const orientation = orientations[`${rows}${pixels}`];
  if (orientation === undefined) return null;
  return { width: Number(width), height: Number(height), orientation, ...rest };
}
