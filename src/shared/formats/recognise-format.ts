import type { FormatRecord, Signature } from './format-record.ts';
import { formats, type SourceFormat, sourceFormats } from './formats.ts';
import { isoBrands } from './iso-brands.ts';

/** How many first bytes the patterns look at. */
const patternBytes = 64;
/** Enough of a file in a folder to recognise it: one page, so that looking costs no more than a few bytes would. */
export const folderHeadBytes = 4096;

/** The beginning of a file as patterns want it: in lower-case hexadecimal. */
export function hexadecimalHead(bytes: Uint8Array): string {
  let head = '';
  for (const byte of bytes.subarray(0, patternBytes)) head += byte.toString(16).padStart(2, '0');
  return head;
}

interface Recognised {
  readonly format: SourceFormat;
  readonly isEnoughInFolders: boolean;
}

function recognise(bytes: Uint8Array): Recognised | null {
  const brands = isoBrands(bytes);
  if (brands !== null) {
    const isOf = ({ brands: own }: FormatRecord) =>
      own !== undefined && brands.some((brand) => own.test(brand));
    const format = sourceFormats.find((one) => isOf(formats[one]));
    return format ? { format, isEnoughInFolders: true } : null;
  }
  const head = hexadecimalHead(bytes);
  const fits = ({ begins }: Signature) =>
    begins instanceof RegExp ? begins.test(head) : begins(bytes);
  for (const format of sourceFormats) {
    const signature = formats[format].signatures.find(fits);
    if (signature) return { format, isEnoughInFolders: signature.isEnoughInFolders ?? true };
  }
  return null;
}

/** What a file is by its bytes, or by the beginning of them; null when no signature fits. Its name is never asked. */
export function recogniseFormat(bytes: Uint8Array): SourceFormat | null {
  return recognise(bytes)?.format ?? null;
}

/**
 * The same for a file that nobody named as a picture, in a folder or a clipboard: null also where its format is not taken so,
 * or where what it begins with stands in other files, too.
 */
export function recogniseUnnamed(head: Uint8Array): SourceFormat | null {
  const recognised = recognise(head);
  if (!recognised?.isEnoughInFolders) return null;
  const { format } = recognised;
  return formats[format].inFolders === 'named-or-recognised' ? format : null;
}
