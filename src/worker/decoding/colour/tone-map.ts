import type { Vector } from './matrix.ts';

/** SMPTE ST 2084. */
const pq = {
  m1: 2610 / 16_384,
  m2: (2523 / 4096) * 128,
  c1: 3424 / 4096,
  c2: (2413 / 4096) * 32,
  c3: (2392 / 4096) * 32,
};
/** What the highest sample of PQ means, in cd/m². */
const brightest = 10_000;
/** Reference white of ITU-R BT.2408, in cd/m²: it becomes the white of the result. */
export const referenceWhite = 203;
/** The peak of a screen that HLG is made for, and of a PQ picture that does not say its own. cd/m². */
export const usualPeak = 1000;

/** Light in cd/m² from a sample of PQ. */
export function lightOfPq(sample: number): number {
  const root = sample ** (1 / pq.m2);
  return brightest * (Math.max(root - pq.c1, 0) / (pq.c2 - pq.c3 * root)) ** (1 / pq.m1);
}

function pqOfLight(light: number): number {
  const root = (light / brightest) ** pq.m1;
  return ((pq.c1 + pq.c2 * root) / (1 + pq.c3 * root)) ** pq.m2;
}

/** The inverse of HLG's curve: light of the scene, 0 to 1. */
export function sceneOfHlg(sample: number): number {
  const a = 0.17883277;
  if (sample <= 0.5) return sample ** 2 / 3;
  const b = 1 - 4 * a;
  const c = 0.5 - a * Math.log(4 * a);
  return (Math.exp((sample - c) / a) + b) / 12;
}

/** BT.2100: light of a screen of 1,000 cd/m² from light of the scene; `luma` are the shares of red, green and blue in Y. */
export function screenOfScene(scene: Vector, luma: Vector): Vector {
  const luminance = scene[0] * luma[0] + scene[1] * luma[1] + scene[2] * luma[2];
  const factor = usualPeak * luminance ** 0.2;
  return [scene[0] * factor, scene[1] * factor, scene[2] * factor];
}

/**
 * The curve of ITU-R BT.2390 (5.4), from light up to `peak` to light up to the reference white: what is dark stays, what
 * is brighter than the knee is bent. Both in cd/m². A peak no brighter than the reference white is left alone.
 */
export function compression(peak: number): (light: number) => number {
  if (peak <= referenceWhite) return (light) => Math.min(light, referenceWhite);
  const source = pqOfLight(peak);
  const target = pqOfLight(referenceWhite) / source;
  const knee = 1.5 * target - 0.5;
  return (light) => {
    const level = Math.min(1, pqOfLight(light) / source);
    if (level <= knee) return light;
    const t = (level - knee) / (1 - knee);
    const [square, cube] = [t ** 2, t ** 3];
    const bent =
      (2 * cube - 3 * square + 1) * knee +
      (cube - 2 * square + t) * (1 - knee) +
      (-2 * cube + 3 * square) * target;
    return lightOfPq(bent * source);
  };
}
