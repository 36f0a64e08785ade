import type { FormatRecord, Signature } from './format-record.ts';
import { formats, type SourceFormat, sourceFormats } from './formats.ts';

/** Compatible brands further on are not looked at. Bytes. */
const longestList = 512;

/** Of a file of the ISO base media kind (`ftyp`): the major brand and the compatible ones, in their order. Else null. */
export function isoBrands(bytes: Uint8Array): readonly string[] | null {
  const word = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 8 || word(4) !== 'ftyp') return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const end = Math.min(length, bytes.length, longestList);
  const found = [word(8)];
  for (let at = 16; at + 4 <= end; at += 4) found.push(word(at));
  return found;
}

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

/** Whether a signature counts; all that stands in the records does unless it is left out here. */
type Counts = (record: FormatRecord, signature: Signature | null) => boolean;

function recognise(bytes: Uint8Array, counts: Counts): SourceFormat | null {
  const brands = isoBrands(bytes);
  const head = hexadecimalHead(bytes);
  const begins = (signature: Signature) =>
    signature.begins instanceof RegExp ? signature.begins.test(head) : signature.begins(bytes);
  const fits = (record: FormatRecord) => {
    const own = record.brands;
    if (brands)
      return own !== undefined && counts(record, null) && brands.some((one) => own.test(one));
    return record.signatures.some((one) => counts(record, one) && begins(one));
  };
  return sourceFormats.find((format) => fits(formats[format])) ?? null;
}

/** What a file is by its bytes, or by the beginning of them; null when no signature fits. Its name is never asked. */
export function recogniseFormat(bytes: Uint8Array): SourceFormat | null {
  return recognise(bytes, () => true);
}

/**
 * The same for a file that nobody named as a picture, in a folder or a clipboard: null also where its format is not taken so,
 * or where what it begins with stands in other files, too.
 */
export function recogniseUnnamed(head: Uint8Array): SourceFormat | null {
  return recognise(
    head,
    ({ inFolders }, signature) =>
      inFolders === 'named-or-recognised' && signature?.isEnoughInFolders !== false,
  );
}
