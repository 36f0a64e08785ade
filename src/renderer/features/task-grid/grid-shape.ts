import type { Batch } from '../../../shared/task/batch.ts';

const smallestGap = 4;
/** Around the tile inside the card, and around the picture inside the tile. */
const cardPadding = 8;
const tilePadding = 10;
/** Padding of the card, two lines of text and the room between rows. */
const belowTile = 76;
/** In a low window: one line of the name, and tiles so low that two rows can be seen. */
const lowBelowTile = 60;
const lowTile = 62;
/** Cards grow by at most this much to fill a row; what is left over goes between them. */
const largestGrowth = 1.12;
/** Longest edges in CSS pixels: smaller tiles have no room for a name, larger ones show too few pictures. */
const smallestPicture = 100;
const largestPicture = 160;
/** What a person may choose instead. */
export const choosableEdges = { min: 80, max: 240 };

/** The longest edge at which the pictures of these batches are shown: their own, where that is sensible. */
export function shownEdge(batches: readonly Pick<Batch, 'recipe'>[]): number {
  const edges = batches.flatMap(({ recipe }) =>
    recipe.outputs.map(
      ({ width, height, longEdge }) =>
        Math.max(width ?? 0, height ?? 0, longEdge ?? 0) || largestPicture,
    ),
  );
  return Math.min(largestPicture, Math.max(smallestPicture, ...edges));
}

/** As in `batch-head.css`. */
const narrow = 680;
/** Stands in the margin at the end. As in `base.css`. */
const scrollbar = 12;

interface GridRoom {
  readonly width: number;
  readonly pictureEdge: number;
  readonly isLow?: boolean;
  /** Cards stand in panels, which have an edge. */
  readonly hasPanels?: boolean;
}

/** How many cards fit into a width, and how tall a row of them is. All in CSS pixels. */
export function gridShape({ width, pictureEdge, isLow = false, hasPanels = false }: GridRoom) {
  const margin = hasPanels ? (width < narrow ? 12 : 32) : 16;
  const end = Math.max(smallestGap, margin - scrollbar);
  const room = Math.max(0, width - margin - end);
  const smallestCard = pictureEdge + 2 * (tilePadding + cardPadding);
  const columns = Math.max(1, Math.floor((room + smallestGap) / (smallestCard + smallestGap)));
  const filling = (room - smallestGap * (columns - 1)) / columns;
  const cardWidth = Math.min(filling, Math.round(smallestCard * largestGrowth));
  const gap = columns === 1 ? 0 : (room - columns * cardWidth) / (columns - 1);
  const square = Math.max(80, Math.round(cardWidth) - 2 * cardPadding);
  const tileHeight = isLow ? Math.min(lowTile, square) : square;
  const rowHeight = tileHeight + (isLow ? lowBelowTile : belowTile);
  return { columns, gap, margin, cardWidth, tileHeight, rowHeight };
}
