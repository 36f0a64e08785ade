/** A part of a picture in its own pixels, and how many pixels wide it is shown. */
export interface PicturePart {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly shownWidth: number;
}

/** Of a part as it is sent to the page. Pixels. */
export const longestShownEdge = 4096;

/** How a part stands in an address: "12-0-640-480-320". */
export function partText({ left, top, width, height, shownWidth }: PicturePart): string {
  return [left, top, width, height, shownWidth].join('-');
}

/** Null for what is none, or would be shown too large. */
export function parsePart(text: string): PicturePart | null {
  if (!/^\d{1,6}(-\d{1,6}){4}$/.test(text)) return null;
  const [left = 0, top = 0, width = 0, height = 0, shownWidth = 0] = text.split('-').map(Number);
  if (width === 0 || height === 0 || shownWidth === 0) return null;
  const shownHeight = (shownWidth * height) / width;
  if (Math.max(shownWidth, shownHeight) > longestShownEdge) return null;
  return { left, top, width, height, shownWidth };
}
