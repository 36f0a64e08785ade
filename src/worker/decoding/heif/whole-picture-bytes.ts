import { colourOf } from './colour-of.ts';
import { readHeifItems } from './heif-items.ts';
import { type PrimaryItem, readPrimaryItem } from './primary-item.ts';

/**
 * What a picture that is decoded at once takes for each of its pixels, from its planes in libheif to its result: measured at 6
 * megapixels and rounded up. 16 bits are what high dynamic range is kept in.
 */
const measured = {
  8: { opaque: { reduced: 13, full: 17 }, alpha: { reduced: 24, full: 28 } },
  16: { opaque: { reduced: 26, full: 33 }, alpha: { reduced: 43, full: 44 } },
} as const;

/** Where a decoder's settings say how finely colours are coded, against brightness. */
const hvcChroma = 16;
const av1Chroma = 2;

/** Not where one of its codings says that colours have fewer samples than brightness, or none. */
function hasFullChroma(bytes: Uint8Array, { all }: PrimaryItem): boolean {
  const said = all.flatMap(({ type, start }) => {
    if (type === 'hvcC') return [((bytes[start + hvcChroma] ?? 0) & 3) > 1];
    if (type === 'av1C') return [((bytes[start + av1Chroma] ?? 0) & 0b1100) === 0];
    return [];
  });
  return said.length === 0 || said.includes(true);
}

/** Bytes for each pixel of the primary picture; the most that any takes where the file says nothing of it. */
export function wholeBytesAPixel(bytes: Uint8Array): number {
  const item = readPrimaryItem(bytes);
  if (!item) return measured[8].alpha.full;
  const hasAlpha = readHeifItems(bytes, item).alphasOf(item.association.itemId).length > 0;
  const chroma = hasFullChroma(bytes, item) ? 'full' : 'reduced';
  return measured[colourOf(bytes, item).bits][hasAlpha ? 'alpha' : 'opaque'][chroma];
}
