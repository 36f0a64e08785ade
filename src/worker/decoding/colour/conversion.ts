import { Buffer } from 'node:buffer';
import type { ColourSpace as ResultSpace } from '../../../shared/formats/encoding.ts';
import { bt709, displayP3 } from './colour-space.ts';
import { bySumsOf, type ConvertBytes, type Encoding } from './by-sums.ts';
import { curveOf, fixedAt, tagsIn } from './icc-reader.ts';
import { type Light, lightByCurves, type Pixels, type ReadLight } from './light.ts';
import { fromD50, type Matrix, product, transpose, type Vector } from './matrix.ts';
import { lightOfTable } from './profile-of.ts';
import { sampleOf } from './srgb.ts';

/** Brings pixels to the colours of results. What is opaque comes out with 8 bits, in place where it had as many. */
export type Convert = (pixels: Pixels, into: ResultSpace) => Pixels['data'];

const tableTag = /^[ABD]2[ABD]\d$/;
const colours = ['r', 'g', 'b'] as const;

/** Of a profile whose black has more light, Little CMS takes that away. Half a step of 255. */
const mostOfBlack = 0.5 / 255 / 12.92;

/** What a profile says that has a matrix and a curve for each colour; null of any other. */
function lightOfMatrix(icc: Buffer): Light | null {
  if (icc.toString('latin1', 16, 24) !== 'RGB XYZ ') return null;
  const tags = tagsIn(icc);
  if ([...tags.keys()].some((name) => tableTag.test(name))) return null;
  const places: Vector[] = [];
  const curves: ((sample: number) => number)[] = [];
  const curveTags = colours.map((colour) => tags.get(`${colour}TRC`));
  for (const [at, colour] of colours.entries()) {
    const place = tags.get(`${colour}XYZ`);
    const tag = curveTags[at];
    const same = curveTags.findIndex((one) => tag && one?.equals(tag));
    const curve = curves[same] ?? (tag && curveOf(tag));
    if (!place || !curve || Number.isNaN(curve(0) + curve(0.5) + curve(1))) return null;
    if (curve(0) > mostOfBlack) return null;
    places.push([fixedAt(place, 8), fixedAt(place, 12), fixedAt(place, 16)]);
    curves.push(curve);
  }
  const [red, green, blue] = places;
  const [ofRed, ofGreen, ofBlue] = curves;
  if (!red || !green || !blue || !ofRed || !ofGreen || !ofBlue) return null;
  if (Number.isNaN([...red, ...green, ...blue].reduce((sum, one) => sum + one, 0))) return null;
  return {
    toD50: transpose([red, green, blue]),
    ...lightByCurves([ofRed, ofGreen, ofBlue]),
  };
}

/** Entries from black to white: a step of light is a fifth of the smallest that 8 bits can show. */
const finest = 16_383;
/** Colours that the result cannot hold lie below black or above white. Of a profile that makes no sense they may lie anywhere. */
const mostBeyond = 8;
/** For what is rounded on the way. */
const spare = finest / 64;

const samples: { 8?: Uint8Array; 16?: Uint16Array } = {};

/** Samples of 16 bits lose their lower 8 in the end, so that they are rounded here. */
function samplesOf(bits: 8 | 16): Uint8Array | Uint16Array {
  const byLight = (scale: number, more: number) => (_: unknown, at: number) =>
    Math.round(sampleOf(at / finest) * scale + more);
  const entries = { length: finest + 1 };
  return bits === 8
    ? (samples[8] ??= Uint8Array.from(entries, byLight(255, 0)))
    : (samples[16] ??= Uint16Array.from(entries, byLight(255 * 256, 128)));
}

/** The least and the most light of a result that a matrix makes of light from 0 to 1. */
function rangeOf(matrix: Matrix): { readonly least: number; readonly most: number } {
  const sums = (part: (one: number) => number) =>
    matrix.map(([a, b, c]) => part(a) + part(b) + part(c));
  return {
    least: Math.min(0, ...sums((one) => Math.min(0, one))),
    most: Math.max(1, ...sums((one) => Math.max(0, one))),
  };
}

function isUsual(matrix: Matrix): boolean {
  const { least, most } = rangeOf(matrix);
  return most - least < mostBeyond;
}

function encodingFor(matrix: Matrix, bits: 8 | 16): Encoding {
  const { least, most } = rangeOf(matrix);
  const inside = samplesOf(bits);
  const black = Math.ceil(-least * finest + spare);
  const entries = black + Math.ceil(most * finest + spare);
  const table = bits === 8 ? new Uint8Array(entries) : new Uint16Array(entries);
  table.fill(inside[0] ?? 0, 0, black);
  table.set(inside, black);
  table.fill(inside[finest] ?? 0, black + finest);
  return { table, black, steps: finest };
}

/** Pixels whose light is held at a time: what the processor keeps near. */
const mostAtOnce = 1024;

interface Way {
  readonly read: ReadLight;
  readonly matrix: Matrix;
  readonly encoding: Encoding;
}

function convertBy({ read, matrix, encoding }: Way, pixels: Pixels): Pixels['data'] {
  const { data, channels } = pixels;
  const count = Math.floor(data.length / channels);
  const { table } = encoding;
  const made =
    table instanceof Uint8Array && data instanceof Uint16Array ? new Uint8Array(data.length) : data;
  const zero = encoding.black + 0.5;
  const [[a, b, c], [d, e, f], [g, h, i]] = matrix;
  const light = new Float64Array(mostAtOnce * 3);
  for (let first = 0; first < count; first += mostAtOnce) {
    const part = light.subarray(0, Math.min(mostAtOnce, count - first) * 3);
    read(pixels, first * channels, part);
    for (let from = 0, to = first * channels; from < part.length; from += 3, to += channels) {
      const red = (part[from] ?? 0) * finest;
      const green = (part[from + 1] ?? 0) * finest;
      const blue = (part[from + 2] ?? 0) * finest;
      made[to] = table[(a * red + b * green + c * blue + zero) | 0] ?? 0;
      made[to + 1] = table[(d * red + e * green + f * blue + zero) | 0] ?? 0;
      made[to + 2] = table[(g * red + h * green + i * blue + zero) | 0] ?? 0;
    }
  }
  return made;
}

function conversionBy({ toD50, reader, curves }: Light): Convert | null {
  const matrices = {
    srgb: product(fromD50(bt709), toD50),
    'display-p3': product(fromD50(displayP3), toD50),
  };
  if (!Object.values(matrices).every(isUsual)) return null;
  const readers: { 8?: ReadLight; 16?: ReadLight } = {};
  const sums: Partial<Record<ResultSpace, ConvertBytes>> = {};
  return (pixels, into) => {
    const { data, channels } = pixels;
    const matrix = matrices[into];
    if (curves && data instanceof Uint8Array) {
      const bySums = (sums[into] ??= bySumsOf(curves, matrix, encodingFor(matrix, 8)));
      bySums(data, channels);
      return data;
    }
    const bits = data instanceof Uint16Array ? 16 : 8;
    const read = (readers[bits] ??= reader(bits));
    const encoding = encodingFor(matrix, bits === 16 && pixels.channels === 4 ? 16 : 8);
    return convertBy({ read, matrix, encoding }, pixels);
  };
}

/** Pictures of one kind come together, and few kinds in one folder; the newest first. */
let kept: readonly { readonly icc: Buffer; readonly convert: Convert | null }[] = [];
const mostKept = 4;

/** How pixels are brought to the colours of results without Little CMS, which takes several times as long; null where only that can. */
export function conversionOf(icc: Buffer): Convert | null {
  const known = kept.find((one) => one.icc.equals(icc));
  if (known) return known.convert;
  const light = lightOfTable(icc) ?? lightOfMatrix(icc);
  const convert = light && conversionBy(light);
  // The profile may be a part of the whole file.
  kept = [{ icc: Buffer.from(icc), convert }, ...kept].slice(0, mostKept);
  return convert;
}
