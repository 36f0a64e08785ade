import type { PixelSize } from '../decoder.ts';
import { cleanApertureOf } from './clean-aperture.ts';
import { type GridTiles, gridTilesOf } from './grid-tiles.ts';
import { bytesByLibheif } from './held-bytes.ts';
import type { PrimaryItem } from './primary-item.ts';
import type { Rectangle } from './turns.ts';

/** Up to here all of a picture may be decoded at once where it is wanted in full. Pixels. */
const mostAtOnce = 24_000_000;
/** What the mean of pixels leaves to the better filter, along each edge. */
const leftToFilter = 2;

/** How a picture is read tile by tile. */
export interface GridPlan {
  readonly tiles: GridTiles;
  /** The part of it that is to be seen, before it is turned. */
  readonly kept: Rectangle;
  /** What that part is made while it is read. */
  readonly size: PixelSize;
}

/** Null where all of the picture has to be decoded at once, or may as well be. `shrinkOnLoadSize` as in `DecodeRequest`. */
export function planGrid(
  bytes: Uint8Array,
  item: PrimaryItem,
  shrinkOnLoadSize: number | null,
): GridPlan | null {
  const tiles = gridTilesOf(bytes, item);
  if (!tiles || tiles.count < 2) return null;
  const kept = cleanApertureOf(bytes, item)?.inFile ?? { left: 0, top: 0, ...tiles.picture };
  const wanted = shrinkOnLoadSize ?? Infinity;
  const spare = Math.min(kept.width, kept.height) / Math.max(1, wanted) / leftToFilter;
  const factor = Math.max(1, Math.floor(spare));
  const pixels = tiles.picture.width * tiles.picture.height;
  if (factor === 1 && pixels <= mostAtOnce) return null;
  const size = {
    width: Math.round(kept.width / factor),
    height: Math.round(kept.height / factor),
  };
  return { tiles, kept, size };
}

/** The result, which sharp takes without a copy, sums under a row of tiles, and a tile. */
export function bytesOfGrid({ tiles, kept, size }: GridPlan, sampleBytes: number): number {
  const channels = tiles.hasAlpha ? 4 : 3;
  const factor = kept.height / size.height;
  const rows = factor > 1 ? Math.ceil(tiles.tile.height / factor) + 1 : 0;
  const result = size.width * size.height * channels * sampleBytes;
  const sums = size.width * rows * channels * Float64Array.BYTES_PER_ELEMENT;
  return result + sums + tiles.tile.width * tiles.tile.height * bytesByLibheif;
}
