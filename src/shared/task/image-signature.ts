import type { SourceFormat } from './format.ts';

/** How many bytes `formatByBeginning` wants to see. */
export const signatureLength = 64;

/** First bytes that only pictures have, in hexadecimal; each pattern stays in step with whole bytes. */
const beginnings: readonly (readonly [SourceFormat, RegExp])[] = [
  ['jpeg', /^ffd8ff/],
  ['png', /^89504e470d0a1a0a/],
  ['gif', /^474946383[79]61/],
  ['webp', /^52494646.{8}57454250/],
  // TIFF, BigTIFF and most raw formats.
  ['tiff', /^(?:49492[ab]00|4d4d002[ab])/],
  ['avif', /^.{8}66747970617669(?:66|73)/],
  ['heif', /^.{8}66747970(?:6865(?:69|76)|6d69663[12]|6d736631)/],
  // CR3, RAF, RW2, ORF.
  ['raw', /^.{8}6674797063727820/],
  ['raw', /^(?:46554a4946494c4d4343442d524157|49495500|4949524f|49495253|4d4d4f52)/],
  ['jxl', /^(?:ff0a|0000000c4a584c200d0a870a)/],
  ['jpeg2000', /^(?:0000000c6a5020200d0a870a|ff4fff51)/],
  // By the size of its second header.
  ['bmp', /^424d.{8}0{8}.{8}(?:0c|28|40|6c|7c)000000/],
  ['psd', /^3842505300(?:01|02)/],
  ['icns', /^69636e73/],
  ['qoi', /^716f6966/],
  // With binary pixels, and PAM.
  ['pnm', /^503[4-7](?:09|0a|0d|20)/],
];

/** SVG, after a byte order mark or an XML declaration if there is one. */
const svg = /^(?:\u00EF\u00BB\u00BF)?\s*(?:<\?xml[^]*)?<svg[\s>]/;

/**
 * What a file that begins with these bytes is, readable here or not; null if it is no picture.
 * A quick look for files whose name does not say; the worker looks closer.
 */
export function formatByBeginning(head: Uint8Array): SourceFormat | null {
  const bytes = [...head.subarray(0, signatureLength)];
  const hexadecimal = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const [format] = beginnings.find(([, beginning]) => beginning.test(hexadecimal)) ?? [];
  return format ?? (svg.test(String.fromCharCode(...bytes)) ? 'svg' : null);
}

export function startsLikeImage(head: Uint8Array): boolean {
  return formatByBeginning(head) !== null;
}
