/** CIE 1931 x and y. */
type Chromaticity = readonly [x: number, y: number];

export interface Primaries {
  readonly red: Chromaticity;
  readonly green: Chromaticity;
  readonly blue: Chromaticity;
  readonly white: Chromaticity;
}

/**
 * From a sample of 0 to 1 to light. `power` is (a·v + b)^g, and c·v below d, as ICC has it; `pq` and `hlg` are those of
 * ITU-R BT.2100.
 */
export type Transfer =
  | {
      readonly kind: 'power';
      readonly g: number;
      readonly a: number;
      readonly b: number;
      readonly c: number;
      readonly d: number;
    }
  | { readonly kind: 'pq' | 'hlg' };

/** What samples mean. */
export interface ColourSpace {
  readonly primaries: Primaries;
  readonly transfer: Transfer;
  /** The brightest that the picture shows, in cd/m²; only for PQ and HLG. Null where it does not say. */
  readonly peak: number | null;
  /** Whether samples run from 16 to 235 of 255, as in video. */
  readonly isNarrow: boolean;
}

const d65: Chromaticity = [0.3127, 0.329];
const illuminantC: Chromaticity = [0.31, 0.316];
const of = (
  [red, green, blue]: readonly [Chromaticity, Chromaticity, Chromaticity],
  white: Chromaticity = d65,
): Primaries => ({ red, green, blue, white });

export const bt709 = of([
  [0.64, 0.33],
  [0.3, 0.6],
  [0.15, 0.06],
]);
export const displayP3 = of([
  [0.68, 0.32],
  [0.265, 0.69],
  [0.15, 0.06],
]);
const bt2020 = of([
  [0.708, 0.292],
  [0.17, 0.797],
  [0.131, 0.046],
]);
const smpteC = of([
  [0.63, 0.34],
  [0.31, 0.595],
  [0.155, 0.07],
]);

/** Those of XYZ itself, where white has as much of each. */
export const ofXyz = of(
  [
    [1, 0],
    [0, 1],
    [0, 0],
  ],
  [1 / 3, 1 / 3],
);

/** ITU-T H.273, table 2. */
const primariesByCode: ReadonlyMap<number, Primaries> = new Map([
  [1, bt709],
  [
    4,
    of(
      [
        [0.67, 0.33],
        [0.21, 0.71],
        [0.14, 0.08],
      ],
      illuminantC,
    ),
  ],
  [
    5,
    of([
      [0.64, 0.33],
      [0.29, 0.6],
      [0.15, 0.06],
    ]),
  ],
  [6, smpteC],
  [7, smpteC],
  [
    8,
    of(
      [
        [0.681, 0.319],
        [0.243, 0.692],
        [0.145, 0.049],
      ],
      illuminantC,
    ),
  ],
  [9, bt2020],
  [10, ofXyz],
  [
    11,
    of(
      [
        [0.68, 0.32],
        [0.265, 0.69],
        [0.15, 0.06],
      ],
      [0.314, 0.351],
    ),
  ],
  [12, displayP3],
  [
    22,
    of([
      [0.63, 0.34],
      [0.295, 0.605],
      [0.155, 0.077],
    ]),
  ],
]);

export const gamma = (g: number, scale = 1): Transfer => ({
  kind: 'power',
  g,
  a: scale,
  b: 0,
  c: 0,
  d: 0,
});

/** The inverse of a camera's curve: `alpha`·L^0.45 − (`alpha` − 1), and `slope`·L in the dark. */
function camera(alpha: number, slope: number, darkest: number): Transfer {
  const [a, b] = [1 / alpha, (alpha - 1) / alpha];
  return { kind: 'power', g: 1 / 0.45, a, b, c: 1 / slope, d: slope * darkest };
}

export const srgbCurve: Transfer = {
  kind: 'power',
  g: 2.4,
  a: 1 / 1.055,
  b: 0.055 / 1.055,
  c: 1 / 12.92,
  d: 0.04045,
};
const cameraCurve = camera(1.099296826809442, 4.5, 0.018053968510807);

/** H.273, table 3. The two logarithmic ones are not for pictures that are looked at. */
const transferByCode: ReadonlyMap<number, Transfer> = new Map([
  [1, cameraCurve],
  [4, gamma(2.2)],
  [5, gamma(2.8)],
  [6, cameraCurve],
  [7, camera(1.1115, 4, 0.0228)],
  [8, gamma(1)],
  [11, cameraCurve],
  [12, cameraCurve],
  [13, srgbCurve],
  [14, cameraCurve],
  [15, cameraCurve],
  [16, { kind: 'pq' }],
  // 48 cd/m² of 52.37: white is less than the brightest sample.
  [17, gamma(2.6, (52.37 / 48) ** (1 / 2.6))],
  [18, { kind: 'hlg' }],
]);

export const adobeRgb: ColourSpace = {
  primaries: of([
    [0.64, 0.33],
    [0.21, 0.71],
    [0.15, 0.06],
  ]),
  transfer: gamma(563 / 256),
  peak: null,
  isNarrow: false,
};

/** Code points of H.273. */
export interface CodePoints {
  readonly primaries: number;
  readonly transfer: number;
}

/**
 * What code points say, where that is not sRGB; null where it is, or where they say nothing. A picture with the primaries
 * and the curve of BT.709 is sRGB here: that is how pictures are looked at before they are tagged so.
 */
export function spaceOfCodePoints({
  primaries,
  transfer,
}: CodePoints): Pick<ColourSpace, 'primaries' | 'transfer'> | null {
  const curve = transferByCode.get(transfer) ?? srgbCurve;
  const assumed = curve.kind === 'power' ? bt709 : bt2020;
  const gamut = primariesByCode.get(primaries) ?? assumed;
  const isSrgb = gamut === bt709 && (curve === srgbCurve || curve === cameraCurve);
  return isSrgb ? null : { primaries: gamut, transfer: curve };
}
