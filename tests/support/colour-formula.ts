/** Colours by the published formulas, kept apart from the worker's own. */
type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

/** From linear light to that of sRGB; of BT.2020 as in ITU-R BT.2087, the others after Bradford where the white differs. */
const toSrgb = {
  p3: [
    [1.22494, -0.22494, 0],
    [-0.04206, 1.04206, 0],
    [-0.01964, -0.07864, 1.09827],
  ],
  bt2020: [
    [1.6605, -0.5876, -0.0728],
    [-0.1246, 1.1329, -0.0083],
    [-0.0182, -0.1006, 1.1187],
  ],
  adobe: [
    [1.39836, -0.39836, 0],
    [0, 1, 0],
    [0, -0.04293, 1.04293],
  ],
  prophoto: [
    [2.0343, -0.7274, -0.3068],
    [-0.2288, 1.2317, -0.0029],
    [-0.0086, -0.1533, 1.1618],
  ],
  srgb: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
} satisfies Record<string, Matrix>;
export type Gamut = keyof typeof toSrgb;

const map = ([r, g, b]: Rgb, change: (value: number) => number): Rgb => [
  change(r),
  change(g),
  change(b),
];

function encoded(light: number): number {
  const inside = Math.min(1, Math.max(0, light));
  return 255 * (inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055);
}

/** As sRGB of 0–255, from linear light where 1 is white. */
export function srgbOf(light: Rgb, gamut: Gamut): Rgb {
  const [red, green, blue] = toSrgb[gamut];
  const row = (one: Rgb) => one[0] * light[0] + one[1] * light[1] + one[2] * light[2];
  return [encoded(row(red)), encoded(row(green)), encoded(row(blue))];
}

/** Samples of 0–1 with a plain curve. */
export const srgbBy = (samples: Rgb, gamut: Gamut, curve: (value: number) => number): Rgb =>
  srgbOf(map(samples, curve), gamut);

export const curves = {
  srgb: (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4),
  bt709: (v: number) => (v < 0.08125 ? v / 4.5 : ((v + 0.0993) / 1.0993) ** (1 / 0.45)),
  adobe: (v: number) => v ** 2.19921875,
  prophoto: (v: number) => v ** 1.8,
  linear: (v: number) => v,
} as const;

/** SMPTE ST 2084, in cd/m². */
function pqToLight(v: number): number {
  const root = v ** (1 / 78.84375);
  return (
    10_000 *
    (Math.max(0, root - 0.8359375) / (18.8515625 - 18.6875 * root)) ** (1 / 0.1593017578125)
  );
}
function lightToPq(light: number): number {
  const root = (light / 10_000) ** 0.1593017578125;
  return ((0.8359375 + 18.8515625 * root) / (1 + 18.6875 * root)) ** 78.84375;
}

/** ITU-R BT.2390, 5.4, down to the 203 cd/m² of BT.2408. */
function bent(light: number, peak: number): number {
  if (peak <= 203) return Math.min(light, 203);
  const top = lightToPq(peak);
  const [level, most] = [Math.min(1, lightToPq(light) / top), lightToPq(203) / top];
  const knee = 1.5 * most - 0.5;
  if (level < knee) return light;
  const t = (level - knee) / (1 - knee);
  const spline =
    (2 * t ** 3 - 3 * t ** 2 + 1) * knee +
    (t ** 3 - 2 * t ** 2 + t) * (1 - knee) +
    (3 * t ** 2 - 2 * t ** 3) * most;
  return pqToLight(spline * top);
}

function shown(light: Rgb, peak: number, gamut: Gamut = 'bt2020'): Rgb {
  const most = Math.max(...light);
  const factor = most === 0 ? 0 : bent(most, peak) / most / 203;
  return srgbOf(
    map(light, (value) => value * factor),
    gamut,
  );
}

/** Linear light of sRGB where 1 is white and `peak` the brightest, both as multiples of 203 cd/m². */
export const srgbOfBright = (light: Rgb, peak: number): Rgb =>
  shown(
    map(light, (value) => value * 203),
    peak * 203,
    'srgb',
  );

/** BT.2020 with PQ. */
export const srgbOfPq = (samples: Rgb, peak = 1000): Rgb => shown(map(samples, pqToLight), peak);

function hlgToScene(v: number): number {
  if (v <= 0.5) return v ** 2 / 3;
  return (Math.exp((v - 0.55991073) / 0.17883277) + 0.28466892) / 12;
}

/** BT.2020 with HLG, on the screen of 1,000 cd/m² of BT.2100. */
export function srgbOfHlg(samples: Rgb): Rgb {
  const scene = map(samples, hlgToScene);
  const luminance = 0.2627 * scene[0] + 0.678 * scene[1] + 0.0593 * scene[2];
  return shown(
    map(scene, (value) => 1000 * luminance ** 0.2 * value),
    1000,
  );
}
