const gap = 8;
const margin = 16;
const smallestCard = 148;
/** Padding of the card, two lines of text and the room between rows. */
const belowTile = 76;
const cardPadding = 8;

/** How many cards fit into a width, and how tall a row of them is. All in CSS pixels. */
export function gridShape(width: number) {
  const room = Math.max(0, width - 2 * margin);
  const columns = Math.max(1, Math.floor((room + gap) / (smallestCard + gap)));
  const cardWidth = (room - gap * (columns - 1)) / columns;
  const tileHeight = Math.max(80, Math.round(cardWidth - 2 * cardPadding));
  return { columns, gap, margin, cardWidth, tileHeight, rowHeight: tileHeight + belowTile };
}
