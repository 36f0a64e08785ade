import type { Buffer } from 'node:buffer';
import {
  hexadecimalHead,
  isoBrands,
  recogniseFormat,
} from '../../shared/formats/recognise-format.ts';
import { isTga } from './tga-header.ts';
import { otherSignatures } from './other-signatures.ts';
import { isSvgz } from './zipped-svg.ts';
import { textKind } from './text-kind.ts';
import type { ForeignKind } from '../../shared/task/foreign-kinds.ts';
import type { SourceFormat } from '../../shared/formats/formats.ts';

const kinds: readonly (readonly [RegExp, ForeignKind])[] = [
  [/^(?:isom|iso[2-9]|mp4[12]|avc1|qt {2}|M4V.|MSNV|3g[2p].|dash|mmp4)$/, 'a video'],
  [/^M4[AB] $/, 'a sound file'],
];

/** What a file with these brands is in plain words when it is no picture; null when they do not say. */
export function isoMediaKind(brands: readonly string[]): ForeignKind | null {
  const known = kinds.find(([brand]) => brands.some((one) => brand.test(one)));
  return known?.[1] ?? null;
}

/** A format that some decoder reads, or what else the file is in plain words ("a video"); null when nobody can tell. */
export type Sniffed =
  | { readonly kind: 'readable'; readonly format: SourceFormat }
  | { readonly kind: 'other'; readonly name: ForeignKind | null };

/** Their names stand behind what they begin with. */
const isDicom = (bytes: Buffer) => bytes.toString('latin1', 128, 132) === 'DICM';
const isTar = (bytes: Buffer) => bytes.toString('latin1', 257, 262) === 'ustar';

/** What the file is by its own bytes. Its name is never asked. */
export function sniff(bytes: Buffer): Sniffed {
  const format = recogniseFormat(bytes) ?? (isSvgz(bytes) ? 'svg' : null);
  if (format) return { kind: 'readable', format };
  const brands = isoBrands(bytes);
  if (brands) return { kind: 'other', name: isoMediaKind(brands) };
  const head = hexadecimalHead(bytes);
  const other = otherSignatures.find(([signature]) => signature.test(head));
  if (other) return { kind: 'other', name: other[1] };
  if (isDicom(bytes)) return { kind: 'other', name: 'a medical picture (DICOM)' };
  if (isTar(bytes)) return { kind: 'other', name: 'a TAR archive' };
  // Last, since a TGA file begins with sizes only.
  return isTga(bytes)
    ? { kind: 'readable', format: 'tga' }
    : { kind: 'other', name: textKind(bytes) };
}

/** Fewer bytes than the smallest picture has, which is a PNM. */
const smallestPicture = 8;
/** Where a container says what it holds. */
const signatureEnd = 12;
/** First letters of GIF, WebP, PSD, ICNS and QOI. */
const letters = /^(?:GIF8|RIFF|8BPS|icns|qoif)/;

/** Whether of a file that no decoder reads only the first bytes have come, so that nobody can say what it was to be. */
export function isStub(bytes: Buffer, sniffed: Sniffed): boolean {
  if (sniffed.kind !== 'other') return false;
  if (sniffed.name === null) return bytes.length < smallestPicture;
  return bytes.length < signatureEnd && letters.test(bytes.toString('latin1'));
}
