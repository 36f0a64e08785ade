/** A page has no pixels; it is taken for as large as at this resolution. */
const pixelsPerInch = 150;
const pointsPerInch = 72;
/** What one rendering may take, also of a page that is long and thin. */
const mostRenderedPixels = 64_000_000;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** A page this long is taken for one pixel long. */
export const pointsPerPixel = pointsPerInch / pixelsPerInch;

/** Pixels of a page given in points (1/72 inch). */
export function sizeInPixels({ width, height }: PageSize): PageSize {
  const pixels = (edge: number) => Math.round(edge / pointsPerPixel);
  return { width: pixels(width), height: pixels(height) };
}

/** The size to draw in so that both edges are as long as wanted; null wants `source`. */
export function drawingSize(source: PageSize, wantedEdge: number | null): PageSize {
  const { width, height } = source;
  const wanted = wantedEdge === null ? 1 : wantedEdge / Math.min(width, height);
  const most = Math.sqrt(mostRenderedPixels / (width * height));
  const scale = Math.min(wanted, most);
  const pixels = (edge: number) => Math.max(1, Math.round(edge * scale));
  return { width: pixels(width), height: pixels(height) };
}
