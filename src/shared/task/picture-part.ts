/** More pixels than these are never in the page at once: 4 bytes each. */
export const mostWholePixels = 9_000_000;

/** A rectangle of a picture, in its own pixels. */
export interface PixelRegion {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A region as it is looked at: made smaller by `shrink`, a power of two; 1 is every pixel as it is. */
export interface PicturePart extends PixelRegion {
  readonly shrink: number;
}

/** The size at which a part is shown. */
export const partSize = ({ width, height, shrink }: PicturePart) => ({
  width: Math.max(1, Math.round(width / shrink)),
  height: Math.max(1, Math.round(height / shrink)),
});

export function fitsInPage(part: PicturePart): boolean {
  const { width, height } = partSize(part);
  return width * height <= mostWholePixels;
}

/** As an address has it. */
export const partText = ({ left, top, width, height, shrink }: PicturePart): string =>
  [left, top, width, height, shrink].join('-');

/** Null for what is none, or more than a page may hold. */
export function parsePart(text: string): PicturePart | null {
  if (!/^\d{1,6}-\d{1,6}-\d{1,6}-\d{1,6}-\d{1,4}$/.test(text)) return null;
  const [left = 0, top = 0, width = 0, height = 0, shrink = 0] = text.split('-').map(Number);
  const part = { left, top, width, height, shrink };
  const isPower = shrink > 0 && Number.isInteger(Math.log2(shrink));
  return width > 0 && height > 0 && isPower && fitsInPage(part) ? part : null;
}
