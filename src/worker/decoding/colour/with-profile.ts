import type { Buffer } from 'node:buffer';
import { isAdobeRgb } from '../../bytes/exif-colour.ts';
import { isAdobeRgbJpeg } from './says-adobe-rgb.ts';

type Retag = (bytes: Buffer) => Buffer | null;

/** Beginnings of files. */
const starts = {
  jpeg: 0xffd8,
  png: 0x89504e47,
  fileType: 0x66747970,
  tiff: [0x49492a00, 0x4d4d002a],
};
/** Names of PNG's chunks, as numbers. */
const chunks = {
  codePoints: 0x63494350,
  profile: 0x69434350,
  srgb: 0x73524742,
  gamma: 0x67414d41,
  primaries: 0x6348524d,
  pixels: 0x49444154,
} as const;

/** Whether a PNG may say of its colours what libvips does not know. */
function isTaggedPng(bytes: Buffer): boolean {
  let hasGamma = false;
  let isKnown = false;
  for (let at = 8; at + 12 <= bytes.length; at += bytes.readUInt32BE(at) + 12) {
    const type = bytes.readUInt32BE(at + 4);
    if (type === chunks.codePoints) return true;
    if (type === chunks.profile || type === chunks.srgb) isKnown = true;
    if (type === chunks.gamma || type === chunks.primaries) hasGamma = true;
    if (type === chunks.pixels) break;
  }
  return hasGamma && !isKnown;
}

/** What may put a profile in: for the many files that need none, nothing is loaded and nothing is copied. */
async function retagFor(bytes: Buffer): Promise<Retag | null> {
  if (bytes.length < 12) return null;
  const start = bytes.readUInt32BE(0);
  if (start >>> 16 === starts.jpeg)
    return isAdobeRgbJpeg(bytes) ? (await import('./jpeg-colour.ts')).retaggedJpeg : null;
  if (start === starts.png)
    return isTaggedPng(bytes) ? (await import('./png-colour.ts')).retaggedPng : null;
  if (starts.tiff.includes(start))
    return isAdobeRgb(bytes) ? (await import('./tiff-colour.ts')).retaggedTiff : null;
  if (bytes.readUInt32BE(4) === starts.fileType)
    return (await import('./heif-colour.ts')).retaggedHeif;
  return null;
}

/**
 * The same file with an ICC profile in place of what else it says of its colours (docs/colour.md), so that libvips brings
 * it to sRGB; the bytes themselves where it says nothing else. Its pixels stay as they are coded.
 */
export async function withProfile(bytes: Buffer): Promise<Buffer> {
  const retag = await retagFor(bytes);
  return retag?.(bytes) ?? bytes;
}
