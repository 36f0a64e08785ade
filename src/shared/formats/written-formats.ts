import type { Writing, WrittenRecord } from './format-record.ts';
import { isPlainTiff } from './is-tiff.ts';

/** Icons (1) and cursors (2): three small numbers are all they begin with, so the first entry must fit too. */
export function isIco(bytes: Uint8Array): boolean {
  const [zero, zeroToo, kind, high, count, countHigh] = bytes;
  if (zero !== 0 || zeroToo !== 0 || high !== 0 || (kind !== 1 && kind !== 2)) return false;
  const entries = (count ?? 0) | ((countHigh ?? 0) << 8);
  const reserved = bytes[9];
  if (entries === 0 || bytes.length < 22 || (reserved !== 0 && reserved !== 255)) return false;
  const offset = new DataView(bytes.buffer, bytes.byteOffset + 18, 4).getUint32(0, true);
  return offset >= 6 + entries * 16;
}

/** What a format does not have, so that each record says only what it has. */
const plain = {
  alpha: true,
  quality: null,
  effort: null,
  chroma: null,
  lossless: false,
  progressive: false,
  profile: false,
  palettes: null,
  iconEdges: null,
  samplePixels: 1_000_000,
} as const satisfies Partial<Writing>;

/**
 * What is written, too. Usual values favour speed where it can be measured and the eye cannot tell: AVIF at effort 2 takes
 * 0.4 times the time of 4, with 9 % fewer bytes and 0.65 dB less.
 */
const records = {
  jpeg: {
    name: 'JPEG',
    noun: 'a JPEG picture',
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    mediaType: 'image/jpeg',
    isShown: true,
    reads: 'grey, RGB and CMYK; baseline and progressive',
    reader: 'sharp',
    signatures: [{ begins: /^ffd8ff/ }],
    inFolders: 'named-or-recognised',
    animation: false,
    writes: {
      ...plain,
      alpha: false,
      quality: 82,
      // On or off: what takes longer and packs better.
      effort: { fast: 0, small: 1, usual: 0 },
      chroma: '4:2:0',
      progressive: true,
      profile: true,
      leastBytes: 450,
      bytesPerPixel: 0.3,
      msPerMegapixel: 25,
    },
  },
  png: {
    name: 'PNG',
    noun: 'a PNG picture',
    extensions: ['png', 'apng'],
    mediaType: 'image/png',
    isShown: true,
    reads: '1 to 16 bits, palette, alpha; of an APNG the first picture',
    reader: 'sharp',
    signatures: [{ begins: /^89504e470d0a1a0a/ }],
    inFolders: 'named-or-recognised',
    animation: false,
    writes: {
      ...plain,
      effort: { fast: 0, small: 9, usual: 6 },
      progressive: true,
      profile: true,
      // Counted with 8, 4, 2 or 1 bits; anything between is rounded up.
      palettes: [256, 16, 4, 2],
      leastBytes: 80,
      bytesPerPixel: 1.7,
      msPerMegapixel: 120,
    },
  },
  webp: {
    name: 'WebP',
    noun: 'a WebP picture',
    extensions: ['webp'],
    mediaType: 'image/webp',
    isShown: true,
    reads: 'lossy and lossless, alpha, animation',
    reader: 'sharp',
    signatures: [{ begins: /^52494646.{8}57454250/ }],
    inFolders: 'named-or-recognised',
    animation: true,
    writes: {
      ...plain,
      quality: 80,
      effort: { fast: 0, small: 6, usual: 4 },
      lossless: true,
      profile: true,
      leastBytes: 40,
      bytesPerPixel: 0.2,
      msPerMegapixel: 150,
      samplePixels: 600_000,
    },
  },
  avif: {
    name: 'AVIF',
    noun: 'an AVIF picture',
    extensions: ['avif', 'avifs'],
    mediaType: 'image/avif',
    isShown: true,
    reads: '8 to 12 bits, alpha; of an animation the still picture',
    reader: 'sharp',
    signatures: [],
    brands: /^avi[fs]$/,
    inFolders: 'named-or-recognised',
    animation: false,
    writes: {
      ...plain,
      quality: 55,
      effort: { fast: 0, small: 9, usual: 2 },
      chroma: '4:4:4',
      lossless: true,
      profile: true,
      leastBytes: 300,
      bytesPerPixel: 0.12,
      msPerMegapixel: 700,
      samplePixels: 200_000,
    },
  },
  gif: {
    name: 'GIF',
    noun: 'a GIF picture',
    extensions: ['gif'],
    mediaType: 'image/gif',
    isShown: true,
    reads: 'palette, transparency, animation',
    reader: 'sharp',
    signatures: [{ begins: /^474946383[79]61/ }],
    inFolders: 'named-or-recognised',
    animation: true,
    writes: {
      ...plain,
      effort: { fast: 1, small: 10, usual: 7 },
      palettes: [128, 64, 32, 16, 8, 4, 2],
      leastBytes: 300,
      bytesPerPixel: 0.8,
      msPerMegapixel: 250,
    },
  },
  tiff: {
    name: 'TIFF',
    noun: 'a TIFF picture',
    extensions: ['tif', 'tiff'],
    mediaType: 'image/tiff',
    isShown: false,
    reads: '1 to 32 bits, float, CMYK, Lab, alpha; not LZMA',
    reader: 'sharp-tiff',
    hasPages: true,
    signatures: [{ of: 'TIFF and BigTIFF', begins: isPlainTiff }],
    inFolders: 'named-or-recognised',
    animation: false,
    writes: { ...plain, profile: true, leastBytes: 300, bytesPerPixel: 2.4, msPerMegapixel: 60 },
  },
  ico: {
    name: 'ICO',
    noun: 'an icon',
    explanation: 'Windows icon',
    extensions: ['ico', 'cur'],
    mediaType: 'image/x-icon',
    desktopMediaType: 'image/vnd.microsoft.icon',
    isShown: true,
    reads: 'icons and cursors; the entry that fits best',
    reader: 'ico',
    signatures: [{ of: 'icons and cursors', begins: isIco }],
    inFolders: 'named-or-recognised',
    animation: false,
    writes: {
      ...plain,
      iconEdges: [16, 24, 32, 48, 64, 128, 256],
      leastBytes: 100,
      bytesPerPixel: 3.4,
      msPerMegapixel: 200,
    },
  },
  icns: {
    name: 'ICNS',
    noun: 'a Mac icon',
    explanation: 'Mac icon',
    extensions: ['icns'],
    mediaType: 'image/icns',
    desktopMediaType: 'image/x-icns',
    isShown: false,
    reads: 'the entry that fits best',
    reader: 'icns',
    signatures: [{ begins: /^69636e73/ }],
    inFolders: 'named-or-recognised',
    animation: false,
    writes: {
      ...plain,
      iconEdges: [16, 32, 64, 128, 256, 512, 1024],
      leastBytes: 100,
      bytesPerPixel: 2.8,
      msPerMegapixel: 250,
    },
  },
} as const satisfies Readonly<Record<string, WrittenRecord>>;

type Records = typeof records;
export type WritableFormat = keyof Records;
/** Formats whose files hold one picture in several sizes. */
export type IconFormat = {
  [Format in WritableFormat]: Records[Format]['writes']['iconEdges'] extends null ? never : Format;
}[WritableFormat];

export const writtenFormats: Readonly<Record<WritableFormat, WrittenRecord>> = records;
