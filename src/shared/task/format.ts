import { z } from 'zod';
import { isIconFormat } from './icon.ts';

/** What can be written. */
export const writableFormats = [
  'jpeg',
  'png',
  'webp',
  'avif',
  'gif',
  'tiff',
  'ico',
  'icns',
] as const;
export const WritableFormat = z.enum(writableFormats);
export type WritableFormat = z.infer<typeof WritableFormat>;

/** What a source was recognised as, by its first bytes. Wider than what can be decoded: a name is worth telling people. */
export const sourceFormats = [
  ...writableFormats,
  'svg',
  'heif',
  'jxl',
  'jpeg2000',
  'bmp',
  'psd',
  'tga',
  'pnm',
  'qoi',
  'raw',
  'pdf',
] as const;
export const SourceFormat = z.enum(sourceFormats);
export type SourceFormat = z.infer<typeof SourceFormat>;

/** The extension written for a format when the source's own does not already name it. */
export const canonicalExtension: Readonly<Record<WritableFormat, string>> = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  avif: 'avif',
  gif: 'gif',
  tiff: 'tif',
  ico: 'ico',
  icns: 'icns',
};

/** Lower-case extensions, without the dot, by which people name each format. */
export const extensionsOf: Readonly<Record<SourceFormat, readonly string[]>> = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png', 'apng'],
  webp: ['webp'],
  avif: ['avif', 'avifs'],
  gif: ['gif'],
  tiff: ['tif', 'tiff'],
  ico: ['ico', 'cur'],
  icns: ['icns'],
  svg: ['svg', 'svgz'],
  heif: ['heic', 'heif', 'hif', 'heics', 'heifs'],
  jxl: ['jxl'],
  jpeg2000: ['jp2', 'j2k', 'jpf', 'jpx', 'j2c', 'jpc', 'jph', 'jhc'],
  bmp: ['bmp', 'dib'],
  psd: ['psd', 'psb'],
  tga: ['tga', 'icb', 'vda', 'vst'],
  pnm: ['pnm', 'ppm', 'pgm', 'pbm', 'pam'],
  qoi: ['qoi'],
  raw: (
    'cr2 cr3 crw nef nrw arw srf sr2 dng raf orf rw2 rwl ' +
    'pef srw x3f 3fr erf kdc dcr mos mrw iiq'
  ).split(' '),
  pdf: ['pdf'],
};

export function canHoldAlpha(format: WritableFormat): boolean {
  return format !== 'jpeg';
}

/**
 * What `format: 'same'` means for a source: its own format, or PNG with alpha, else JPEG, when that cannot be written.
 * An icon file holds many sizes; who shrinks one wants a picture.
 */
export function sameFormat(source: string, hasAlpha: boolean): WritableFormat {
  const own = WritableFormat.safeParse(source);
  if (own.success && !isIconFormat(own.data)) return own.data;
  return hasAlpha ? 'png' : 'jpeg';
}

const movingFormats: ReadonlySet<string> = new Set(['gif', 'webp']);

/** True where an output has every frame of its source. */
export function keepsFrames(
  { animation }: { readonly animation: 'first' | 'keep' },
  source: { readonly format: string; readonly pages: number },
  written: WritableFormat,
): boolean {
  const isFilm = source.pages > 1 && movingFormats.has(source.format);
  return animation === 'keep' && isFilm && movingFormats.has(written);
}

/** What a file has however small its picture is. */
export const leastBytes: Readonly<Record<WritableFormat, number>> = {
  jpeg: 450,
  png: 80,
  webp: 40,
  avif: 300,
  gif: 300,
  tiff: 300,
  ico: 100,
  icns: 100,
};
