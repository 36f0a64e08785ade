import type { Buffer } from 'node:buffer';
import type { ForeignKind } from '../../shared/task/foreign-kinds.ts';
import type { Sniffed } from './sniffed.ts';

/** HEIF with any codec, and Canon's RAW since 2018. */
const heif = /^(?:hei[cmsx]|hev[cmsx]|avc[is]|vvi[cs]|jpeg|j2ki|mif[12]|msf1)$/;
const canonRaw = 'crx ';

const kinds: readonly (readonly [RegExp, ForeignKind])[] = [
  [/^(?:isom|iso[2-9]|mp4[12]|avc1|qt {2}|M4V.|MSNV|3g[2p].|dash|mmp4)$/, 'a video'],
  [/^M4[AB] $/, 'a sound file'],
];

/** The major brand and the compatible ones, in their order. */
function brands(bytes: Buffer): string[] {
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 512);
  const found = [bytes.subarray(8, 12).toString('latin1')];
  for (let at = 16; at + 4 <= end; at += 4)
    found.push(bytes.subarray(at, at + 4).toString('latin1'));
  return found;
}

/** Files of the ISO base media kind (`ftyp`): pictures can be read, the others are named. */
export function isoMediaKind(bytes: Buffer): Sniffed {
  const named = brands(bytes);
  if (named.includes('avif') || named.includes('avis')) return { kind: 'readable', format: 'avif' };
  if (named.includes(canonRaw)) return { kind: 'readable', format: 'raw' };
  if (named.some((brand) => heif.test(brand))) return { kind: 'readable', format: 'heif' };
  for (const [brand, name] of kinds) {
    if (named.some((one) => brand.test(one))) return { kind: 'other', name };
  }
  return { kind: 'other', name: null };
}
