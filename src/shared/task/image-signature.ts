/** How many bytes `startsLikeImage` wants to see. */
export const signatureLength = 64;

/** First bytes that only pictures have, in hexadecimal; each pattern stays in step with whole bytes. */
const beginnings = [
  /^ffd8ff/, // JPEG
  /^89504e470d0a1a0a/, // PNG
  /^474946383[79]61/, // GIF
  /^52494646.{8}57454250/, // WebP
  /^(?:49492[ab]00|4d4d002[ab])/, // TIFF, BigTIFF and most raw formats
  /^.{8}66747970(?:617669(?:66|73)|6865(?:69|76)|6d69663[12]|6d736631|63727820)/, // AVIF, HEIC, CR3
  /^(?:ff0a|0000000c4a584c200d0a870a)/, // JPEG XL
  /^(?:0000000c6a5020200d0a870a|ff4fff51)/, // JPEG 2000
  /^424d.{8}0{8}.{8}(?:0c|28|40|6c|7c)000000/, // BMP, by the size of its second header
  /^3842505300(?:01|02)/, // PSD, PSB
  /^69636e73/, // ICNS
  /^716f6966/, // QOI
  /^503[4-7](?:09|0a|0d|20)/, // PNM with binary pixels, PAM
  /^(?:46554a4946494c4d4343442d524157|49495500|4949524f|49495253|4d4d4f52)/, // RAF, RW2, ORF
];

/** SVG, after a byte order mark or an XML declaration if there is one. */
const svg = /^(?:\u00EF\u00BB\u00BF)?\s*(?:<\?xml[^]*)?<svg[\s>]/;

/**
 * Whether a file that begins with these bytes is a picture, readable here or not.
 * A quick look for files whose name does not say; the worker looks closer.
 */
export function startsLikeImage(head: Uint8Array): boolean {
  const bytes = [...head.subarray(0, signatureLength)];
  const hexadecimal = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return (
    beginnings.some((beginning) => beginning.test(hexadecimal)) ||
    svg.test(String.fromCharCode(...bytes))
  );
}
