import { ByteReader } from '../../bytes/byte-reader.ts';
import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { countWords } from '../../../shared/words/numbers.ts';
import type { PixelSize } from '../decoder.ts';
import { type HeifItems, readHeifItems } from './heif-items.ts';
import { bytesByLibheif } from './held-bytes.ts';
import type { PrimaryItem } from './primary-item.ts';

/** Pictures that are laid over each other, the first lowest, on a ground of one colour. */
export interface Overlay {
  readonly id: number;
  readonly canvas: PixelSize;
  readonly layers: readonly number[];
  /** Of the largest layer. */
  readonly layerPixels: number;
}

/** Far more than anybody lays over each other; each costs its start, however small it is. */
const mostLayers = 1000;
/** What is decoded by itself: an overlay of overlays may ask for the same one without end. */
const coded: ReadonlySet<string | null> = new Set(['hvc1', 'av01']);
const unread = failure('decoder-missing', 'a HEIF overlay of other than photographs');

function isDrawn(items: HeifItems, id: number): boolean {
  const type = items.typeOf(id);
  if (coded.has(type)) return true;
  const parts = type === 'grid' || type === 'iden' ? items.named(id, 'dimg') : [];
  return parts.length > 0 && parts.every((one) => coded.has(items.typeOf(one)));
}

/** The primary picture as an overlay; null where it is none, and a failure where it is none that is drawn. */
export function overlayOf(bytes: Uint8Array, item: PrimaryItem): Result<Overlay, Failure> | null {
  const items = readHeifItems(bytes, item);
  const id = item.association.itemId;
  if (items.typeOf(id) !== 'iovl') return null;
  const layers = items.named(id, 'dimg');
  const canvas = items.sizeOf(id);
  if (!canvas || layers.length === 0) return notOk(failure('image-corrupt'));
  if (layers.length > mostLayers)
    return notOk(failure('image-too-large', `${countWords(layers.length)} layers`));
  // An opacity of the whole would be one more picture to be laid over it.
  const isPlain = items.alphasOf(id).length === 0 && layers.every((one) => isDrawn(items, one));
  if (!isPlain) return notOk(unread);
  const pixels = layers.map((one) => {
    const { width, height } = items.sizeOf(one) ?? { width: 0, height: 0 };
    return width * height;
  });
  return ok({ id, canvas, layers, layerPixels: Math.max(...pixels) });
}

/** Of the canvas: samples with alpha, as deep as any, and a copy in the shape that sharp takes. */
const bytesAPixel = 16;

export const bytesOfOverlay = ({ canvas, layerPixels }: Overlay): number =>
  canvas.width * canvas.height * bytesAPixel + layerPixels * bytesByLibheif;

/** Where a picture lies on the canvas; it may reach beyond it. */
export interface Layer {
  readonly id: number;
  readonly left: number;
  readonly top: number;
}

export interface OverlayContent {
  /** Red, green, blue and alpha, of 16 bits. */
  readonly ground: readonly number[];
  readonly layers: readonly Layer[];
}

/** What is stored of it; null where that ends early, or is of another canvas than the properties say. */
export function readOverlay(
  content: Uint8Array,
  { canvas, layers }: Overlay,
): OverlayContent | null {
  const reader = new ByteReader(content, 'big');
  const version = reader.u8();
  const isWide = (reader.u8() & 1) === 1;
  const ground = [reader.u16(), reader.u16(), reader.u16(), reader.u16()];
  const [width, height] = isWide ? [reader.u32(), reader.u32()] : [reader.u16(), reader.u16()];
  const place = () => (isWide ? reader.i32() : reader.i16());
  const placed = layers.map((id) => ({ id, left: place(), top: place() }));
  const isSame = width === canvas.width && height === canvas.height;
  return version === 0 && isSame && !reader.isExhausted ? { ground, layers: placed } : null;
}
