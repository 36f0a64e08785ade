import { compression, referenceWhite } from './colour/tone-map.ts';
import { srgbTable } from './srgb-table.ts';

/** Linear light of a pixel, sRGB's red, green and blue, finite; 1 is white, brighter is brighter than that. */
export type ReadLight = (pixel: number, into: Float64Array) => void;

/** Steps of an octave in which light is counted, and how the octaves of any light are numbered. */
const steps = 32;
const lowestOctave = -64;
const octaves = 256;

interface Range {
  /** By what light is multiplied. */
  readonly exposure: number;
  /** The brightest that is told apart, as a multiple of white, after that. */
  readonly peak: number;
}

/** In the logarithmic mean, as a multiple of white: what pictures have that are meant to be seen as they are. */
const ordinaryMean = { least: 0.01, most: 1 };
/** To which others are brought: the grey of photographers. */
const middleGrey = 0.18;
/** Light of the sun and of lamps, in a few points, must not darken everything else: this share of the pixels may be clipped. */
const clippedShare = 0.001;
/** The brightest of PQ, as a multiple of white. */
const mostPeak = 10_000 / referenceWhite;

const most = (light: Float64Array) => Math.max(light[0] ?? 0, light[1] ?? 0, light[2] ?? 0);

function rangeOf(pixels: number, read: ReadLight): Range {
  const counts = new Uint32Array(octaves * steps);
  const light = new Float64Array(3);
  let [brightest, lit, sum] = [0, 0, 0];
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    read(pixel, light);
    const value = most(light);
    if (value <= 0) continue;
    const octave = Math.log2(value);
    const step = Math.floor((octave - lowestOctave) * steps);
    const place = Math.min(counts.length - 1, Math.max(0, step));
    counts[place] = (counts[place] ?? 0) + 1;
    brightest = Math.max(brightest, value);
    sum += octave;
    lit += 1;
  }
  const mean = lit === 0 ? middleGrey : 2 ** (sum / lit);
  const isOrdinary = mean >= ordinaryMean.least && mean <= ordinaryMean.most;
  const exposure = isOrdinary ? 1 : middleGrey / mean;
  let place = counts.length - 1;
  for (let above = counts[place] ?? 0; above <= pixels * clippedShare && place > 0;)
    above += counts[(place -= 1)] ?? 0;
  const edge = 2 ** ((place + 1) / steps + lowestOctave);
  return { exposure, peak: Math.min(mostPeak, Math.min(edge, brightest) * exposure) };
}

/** Steps of the curve between black and its peak. */
const curveSteps = 4096;

/** By what light is multiplied, from the brightest of its colours: a table over its square root, finer where it is dark. */
function bends(peak: number): (value: number) => number {
  const bend = compression(peak * referenceWhite);
  const table = Float64Array.from({ length: curveSteps + 1 }, (_, step) => {
    const light = peak * (step / curveSteps) ** 2;
    return step === 0 ? 1 : bend(light * referenceWhite) / referenceWhite / light;
  });
  return (value) => {
    if (value >= peak) return (table[curveSteps] ?? 0) * (peak / value);
    const step = Math.sqrt(value / peak) * curveSteps;
    const before = Math.floor(step);
    const one = table[before] ?? 0;
    return one + ((table[before + 1] ?? one) - one) * (step - before);
  };
}

/**
 * Light of high range to sRGB with 16 bits. As it is where nothing is brighter than white; else bent by the curve that PQ is
 * bent by, from the brightest in the picture. A picture that is very dark or bright in the mean is exposed anew. `read` is
 * called twice for each pixel. What of `stride` samples is behind the colours stays 0.
 */
export function toneMapped(pixels: number, read: ReadLight, stride = 3): Uint16Array {
  const { exposure, peak } = rangeOf(pixels, read);
  const bent = peak > 1 ? bends(peak) : null;
  const table = srgbTable();
  const samples = new Uint16Array(pixels * stride);
  const light = new Float64Array(3);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    read(pixel, light);
    const factor = bent ? exposure * bent(most(light) * exposure) : exposure;
    for (let channel = 0; channel < 3; channel += 1) {
      const whole = (light[channel] ?? 0) * factor * 0xffff;
      samples[pixel * stride + channel] =
        table[Math.round(Math.min(0xffff, Math.max(0, whole)))] ?? 0;
    }
  }
  return samples;
}
