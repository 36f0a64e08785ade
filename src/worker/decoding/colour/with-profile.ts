import type { Buffer } from 'node:buffer';
import { onceLoaded } from '../../../shared/once.ts';
import { isAdobeRgb } from '../../bytes/exif-colour.ts';
import { chunksBeforePixels } from '../../bytes/png-chunks.ts';
import { isAdobeRgbJpeg } from './says-adobe-rgb.ts';
import type { StandIn } from './stand-in.ts';

type Retag = (bytes: Buffer) => Buffer | null;

/** Beginnings of files. */
const starts = {
  jpeg: 0xffd8,
  png: 0x89504e47,
  fileType: 0x66747970,
  tiff: [0x49492a00, 0x4d4d002a],
};

/** Whether a PNG may say of its colours what libvips does not know. */
function isTaggedPng(bytes: Buffer): boolean {
  let hasGamma = false;
  let isKnown = false;
  for (const { type } of chunksBeforePixels(bytes)) {
    if (type === 'cICP') return true;
    if (type === 'iCCP' || type === 'sRGB') isKnown = true;
    if (type === 'gAMA' || type === 'cHRM') hasGamma = true;
  }
  return hasGamma && !isKnown;
}

const loadJpegColour = onceLoaded(() => import('./jpeg-colour.ts'));
const loadPngColour = onceLoaded(() => import('./png-colour.ts'));
const loadTiffColour = onceLoaded(() => import('./tiff-colour.ts'));
const loadHeifColour = onceLoaded(() => import('./heif-colour.ts'));

/** What may put a profile in: for the many files that need none, nothing is loaded and nothing is copied. */
async function retagFor(bytes: Buffer): Promise<Retag | null> {
  if (bytes.length < 12) return null;
  const start = bytes.readUInt32BE(0);
  if (start >>> 16 === starts.jpeg)
    return isAdobeRgbJpeg(bytes) ? (await loadJpegColour()).retaggedJpeg : null;
  if (start === starts.png) return isTaggedPng(bytes) ? (await loadPngColour()).retaggedPng : null;
  if (starts.tiff.includes(start))
    return isAdobeRgb(bytes) ? (await loadTiffColour()).retaggedTiff : null;
  if (bytes.readUInt32BE(4) === starts.fileType) return (await loadHeifColour()).retaggedHeif;
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

/** The profile that `withProfile` would put into a JPEG or PNG; null where it is none of both, or says nothing else. */
async function standInFor(bytes: Buffer): Promise<StandIn | null> {
  const start = bytes.readUInt32BE(0);
  if (start !== starts.png)
    return isAdobeRgbJpeg(bytes) ? (await loadJpegColour()).standInForAdobeRgb(bytes) : null;
  return isTaggedPng(bytes) ? (await loadPngColour()).standInForPng(bytes) : null;
}

interface Profiled {
  readonly bytes: Buffer;
  readonly standIn: StandIn | null;
}

/** The same without a copy of a JPEG or PNG, for who may not need it. */
export async function profiled(bytes: Buffer): Promise<Profiled> {
  const start = bytes.length < 12 ? 0 : bytes.readUInt32BE(0);
  const mayStandIn = start === starts.png || start >>> 16 === starts.jpeg;
  return mayStandIn
    ? { bytes, standIn: await standInFor(bytes) }
    : { bytes: await withProfile(bytes), standIn: null };
}
