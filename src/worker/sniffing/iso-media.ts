import type { ForeignKind } from '../../shared/task/foreign-kinds.ts';

const kinds: readonly (readonly [RegExp, ForeignKind])[] = [
  [/^(?:isom|iso[2-9]|mp4[12]|avc1|qt {2}|M4V.|MSNV|3g[2p].|dash|mmp4)$/, 'a video'],
  [/^M4[AB] $/, 'a sound file'],
];

/** What a file with these brands is in plain words when it is no picture; null when they do not say. */
export function isoMediaKind(brands: readonly string[]): ForeignKind | null {
  const known = kinds.find(([brand]) => brands.some((one) => brand.test(one)));
  return known?.[1] ?? null;
}
