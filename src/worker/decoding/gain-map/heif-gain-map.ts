import type { Buffer } from 'node:buffer';
import { readHeifItems } from '../heif/heif-items.ts';
import { readPrimaryItem } from '../heif/primary-item.ts';

/** The type of a picture that is made of another one and its gain map (ISO 21496-1), and the end of Apple's name for a gain map. */
const signs = ['tmap', 'hdrgainmap'];

/** Whether a HEIC or AVIF holds a gain map of its primary picture. */
export function hasHeifGainMap(bytes: Buffer): boolean {
  const item = readPrimaryItem(bytes);
  if (!item) return false;
  const meta = bytes.subarray(item.meta.start, item.meta.end);
  // Large ones have thousands of items, and nearly none has a gain map.
  if (!signs.some((sign) => meta.includes(sign))) return false;
  return readHeifItems(bytes, item).hasGainMap(item.association.itemId);
}
