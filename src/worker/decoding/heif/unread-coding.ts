import { readPrimaryItem } from './primary-item.ts';

/** Codings of a HEIF's pixels that our libheif has no decoder for, by the property that sets each up. */
const codings: Readonly<Record<string, string>> = {
  avcC: 'AVC (H.264)',
  vvcC: 'VVC (H.266)',
  evcC: 'EVC',
  jpgC: 'JPEG',
  j2kH: 'JPEG 2000',
  uncC: 'uncompressed samples',
};

/** H.265 and AV1. */
const readable: ReadonlySet<string> = new Set(['hvcC', 'av1C']);

/** What the picture is, when it or its tiles are coded in a way that nobody here reads; null when they are not. */
export function unreadHeif(bytes: Uint8Array): string | null {
  const types = readPrimaryItem(bytes)?.all.map(({ type }) => type) ?? [];
  // A preview may be coded in another way than the picture.
  if (types.some((type) => readable.has(type))) return null;
  const coding = types.find((type) => Object.hasOwn(codings, type));
  return coding !== undefined ? `a HEIF picture coded as ${codings[coding]}` : null;
}
