import { ByteReader } from '../../bytes/byte-reader.ts';
import { itemParts } from '../../bytes/heif-item-parts.ts';
import type { PixelSize } from '../decoder.ts';
import { readHeifItems } from './heif-items.ts';
import { type PrimaryItem, readPrimaryItem } from './primary-item.ts';
import { orientationBy, turnsIn } from './turns.ts';

/** A file has one or two. Each is searched for. */
const mostThumbnails = 16;

/** A small picture that a file has of its primary one. Nothing of it is decoded. */
export interface HeifThumbnail {
  readonly id: number;
  /** Four letters: `hvc1`, `jpeg` … */
  readonly type: string;
  /** As it says, before it is turned. */
  readonly size: PixelSize;
  /** How it lies, as a number of EXIF. */
  readonly orientation: number;
  readonly bytes: Uint8Array;
}

export interface HeifThumbnails {
  /** Of the primary picture, before it is turned. */
  readonly full: PixelSize;
  readonly thumbnails: readonly HeifThumbnail[];
}

/** The bytes of an item that lies in one piece within what there is of the file. */
function bytesOf(bytes: Uint8Array, { meta }: PrimaryItem, id: number): Uint8Array | null {
  const [part, ...others] = itemParts(new ByteReader(bytes, 'big'), meta, id) ?? [];
  if (!part || others.length > 0 || part.start + part.length > bytes.length) return null;
  return bytes.subarray(part.start, part.start + part.length);
}

/**
 * Those that lie within what there is of the file. Null where that says nothing of a primary picture in the usual way.
 */
export function readHeifThumbnails(bytes: Uint8Array): HeifThumbnails | null {
  const item = readPrimaryItem(bytes);
  if (!item) return null;
  const items = readHeifItems(bytes, item);
  const { itemId } = item.association;
  const full = items.sizeOf(itemId);
  if (!full) return null;
  const ids = items.thumbnailsOf(itemId).slice(0, mostThumbnails);
  const thumbnails = ids.flatMap((id) => {
    const [type, size] = [items.typeOf(id), items.sizeOf(id)];
    const orientation = orientationBy(turnsIn(bytes, items.propertiesOf(id)));
    const own = bytesOf(bytes, item, id);
    return type && size && own ? [{ id, type, size, orientation, bytes: own }] : [];
  });
  return { full, thumbnails };
}
