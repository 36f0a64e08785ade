import { extensionsOf } from './format.ts';

/** Kinds of picture that people have besides those in `extensionsOf`, by extension. */
const otherExtensions = [
  'heic heif hif heics heifs jxl jp2 j2k jpf jpx j2c jpc',
  'bmp dib ico cur psd psb tga qoi pnm ppm pgm pbm pam',
  'cr2 cr3 crw nef nrw arw srf sr2 dng raf orf rw2 rwl pef srw x3f 3fr erf kdc dcr mos mrw iiq',
].flatMap((line) => line.split(' '));

/** Lower case, without the dot. A file in a folder with one of these is taken for a picture whatever is in it. */
export const imageExtensions: ReadonlySet<string> = new Set([
  ...Object.values(extensionsOf).flat(),
  ...otherExtensions,
]);

/** True when the name's extension is one that pictures have. */
export function hasImageExtension(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && imageExtensions.has(name.slice(dot + 1).toLowerCase());
}
