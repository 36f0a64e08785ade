import type { PixelSize } from '../decoder.ts';
import { type HeifItems, readHeifItems } from './heif-items.ts';
import type { PrimaryItem } from './primary-item.ts';

/** A picture that is put together of tiles of one size, each of which can be decoded by itself. */
export interface GridTiles {
  readonly picture: PixelSize;
  readonly tile: PixelSize;
  readonly count: number;
  readonly hasAlpha: boolean;
}

type Grid = Omit<GridTiles, 'hasAlpha'>;

const turns: ReadonlySet<string> = new Set(['irot', 'imir', 'clap']);

/** Null for what is no grid, and where a tile is turned or put together itself. */
function gridOf(items: HeifItems, id: number): Grid | null {
  if (items.typeOf(id) !== 'grid') return null;
  const tiles = [...new Set(items.named(id, 'dimg'))];
  const picture = items.sizeOf(id);
  const tile = items.sizeOf(tiles[0] ?? 0);
  const arePlain = tiles.every((one) => {
    const hasTurns = items.propertiesOf(one).some(({ type }) => turns.has(type));
    return !hasTurns && (items.typeOf(one) === 'hvc1' || items.typeOf(one) === 'av01');
  });
  if (!picture || !tile || !arePlain || tile.width * tile.height === 0) return null;
  return { picture, tile, count: items.named(id, 'dimg').length };
}

const isSameSize = (one: PixelSize, other: PixelSize) =>
  one.width === other.width && one.height === other.height;

/** How the primary picture can be decoded tile by tile; null where it cannot, or its alpha cannot in the same way. */
export function gridTilesOf(bytes: Uint8Array, item: PrimaryItem): GridTiles | null {
  const items = readHeifItems(bytes, item);
  const id = item.association.itemId;
  const grid = gridOf(items, id);
  if (!grid) return null;
  const alphas = items.alphasOf(id);
  const areAlike = alphas.every((one) => {
    const alpha = gridOf(items, one);
    const isSame = alpha && isSameSize(alpha.picture, grid.picture);
    return isSame && isSameSize(alpha.tile, grid.tile) && alpha.count === grid.count;
  });
  return areAlike ? { ...grid, hasAlpha: alphas.length > 0 } : null;
}
