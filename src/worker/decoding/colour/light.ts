import type { Matrix, Vector } from './matrix.ts';
import { compression, lightOfPq, referenceWhite, sceneOfHlg, usualPeak } from './tone-map.ts';

/** Red, green and blue, with or without alpha behind them. */
export interface Pixels {
  readonly data: Uint8Array | Uint16Array;
  readonly channels: number;
}

/** Fills `light` with red, green and blue of as many pixels as it holds, the first of which lies at `from` in the data. 1 is white. */
export type ReadLight = (pixels: Pixels, from: number, light: Float64Array) => void;

/** What samples mean. */
export interface Light {
  /** From their light to XYZ under D50. */
  readonly toD50: Matrix;
  /** Of what has samples of 8 or of 16 bits. */
  readonly reader: (bits: 8 | 16) => ReadLight;
  /** Each from 0 to 1, where no colour's light depends on the other two. */
  readonly curves?: readonly [Curve, Curve, Curve];
}

export type Curve = (sample: number) => number;

/** Tables for 16 bits have an entry for four samples: finer than what 8 bits of a result can show. */
const shifts = { 8: 0, 16: 2 } as const;

function table(curve: Curve, bits: 8 | 16): Float64Array {
  const entries = 2 ** (bits - shifts[bits]);
  return Float64Array.from({ length: entries }, (_, at) => curve(at / (entries - 1)));
}

const atMostOne =
  (curve: Curve): Curve =>
  (sample) =>
    Math.min(1, Math.max(0, curve(sample)));

/** A curve for each of red, green and blue. */
export function lightByCurves(curves: readonly [Curve, Curve, Curve]): Omit<Light, 'toD50'> {
  const [ofRed, ofGreen, ofBlue] = curves;
  const cut = [atMostOne(ofRed), atMostOne(ofGreen), atMostOne(ofBlue)] as const;
  return { curves: cut, reader: readByCurves(cut) };
}

const readByCurves =
  (curves: readonly [Curve, Curve, Curve]) =>
  (bits: 8 | 16): ReadLight => {
    const shift = shifts[bits];
    const [ofRed, ofGreen, ofBlue] = curves;
    const red = table(ofRed, bits);
    const green = table(ofGreen, bits);
    const blue = table(ofBlue, bits);
    return ({ data, channels }, from, light) => {
      for (let to = 0, at = from; to < light.length; to += 3, at += channels) {
        light[to] = red[(data[at] ?? 0) >> shift] ?? 0;
        light[to + 1] = green[(data[at + 1] ?? 0) >> shift] ?? 0;
        light[to + 2] = blue[(data[at + 2] ?? 0) >> shift] ?? 0;
      }
    };
  };

/** What light of PQ is multiplied with, by the brightest of the three samples. */
export const readPq =
  (widened: Curve, peak: number) =>
  (bits: 8 | 16): ReadLight => {
    const shift = shifts[bits];
    const compressed = compression(peak);
    const levels = table((sample) => lightOfPq(widened(sample)), bits);
    const factors = levels.map((level) => factorOf(level, compressed));
    return ({ data, channels }, from, light) => {
      for (let to = 0, at = from; to < light.length; to += 3, at += channels) {
        const red = (data[at] ?? 0) >> shift;
        const green = (data[at + 1] ?? 0) >> shift;
        const blue = (data[at + 2] ?? 0) >> shift;
        const factor = factors[Math.max(red, green, blue)] ?? 0;
        light[to] = (levels[red] ?? 0) * factor;
        light[to + 1] = (levels[green] ?? 0) * factor;
        light[to + 2] = (levels[blue] ?? 0) * factor;
      }
    };
  };

/** The brightest of the three is bent and the others keep their ratio to it, so that hues stay. */
function factorOf(level: number, compressed: Curve): number {
  return level > 0 ? compressed(level) / level / referenceWhite : 1 / referenceWhite;
}

/** Entries of a table by light, less one. */
const finest = 16_383;

/** `luma` are the shares of red, green and blue in Y. */
export const readHlg =
  (widened: Curve, { peak, luma }: { readonly peak: number; readonly luma: Vector }) =>
  (bits: 8 | 16): ReadLight => {
    const shift = shifts[bits];
    const compressed = compression(peak);
    const scenes = table((sample) => sceneOfHlg(widened(sample)), bits);
    const gammas = Float64Array.from(
      { length: finest + 1 },
      (_, at) => usualPeak * (at / finest) ** 0.2,
    );
    const factors = Float64Array.from({ length: finest + 1 }, (_, at) =>
      factorOf((at / finest) * usualPeak, compressed),
    );
    const [ofRed, ofGreen, ofBlue] = luma;
    return ({ data, channels }, from, light) => {
      for (let to = 0, at = from; to < light.length; to += 3, at += channels) {
        const red = scenes[(data[at] ?? 0) >> shift] ?? 0;
        const green = scenes[(data[at + 1] ?? 0) >> shift] ?? 0;
        const blue = scenes[(data[at + 2] ?? 0) >> shift] ?? 0;
        const luminance = red * ofRed + green * ofGreen + blue * ofBlue;
        const screen = gammas[(luminance * finest + 0.5) | 0] ?? usualPeak;
        const most = (Math.max(red, green, blue) * screen) / usualPeak;
        const factor = screen * (factors[(most * finest + 0.5) | 0] ?? 0);
        light[to] = red * factor;
        light[to + 1] = green * factor;
        light[to + 2] = blue * factor;
      }
    };
  };
