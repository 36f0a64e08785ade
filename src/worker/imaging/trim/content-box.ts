/** Interleaved rows of 8-bit RGBA, alpha not premultiplied. The first of them is row `top` of the picture. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly top: number;
}

/** Edges of what is not border: `right` and `bottom` are the first column and row behind it. Empty while `right` is 0. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const emptyBox = (): Box => ({ left: Infinity, top: Infinity, right: 0, bottom: 0 });

/** Premultiplied, so that what is transparent is all the same. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

export function colourAt({ data, width }: Pixels, x: number, y: number): Colour {
  const at = (y * width + x) * 4;
  const alpha = data[at + 3] ?? 0;
  const premultiplied = (channel: number) => ((data[at + channel] ?? 0) * alpha) / 255;
  return [premultiplied(0), premultiplied(1), premultiplied(2), alpha];
}

function isLike(pixels: Pixels, at: number, { border, most }: Sought): boolean {
  const { data } = pixels;
  const alpha = data[at + 3] ?? 0;
  const share = alpha / 255;
  return (
    Math.abs(alpha - border[3]) <= most &&
    Math.abs((data[at] ?? 0) * share - border[0]) <= most &&
    Math.abs((data[at + 1] ?? 0) * share - border[1]) <= most &&
    Math.abs((data[at + 2] ?? 0) * share - border[2]) <= most
  );
}

/** `most` is how far each channel of a border's pixel may be from its colour, 0–255. */
export interface Sought {
  readonly border: Colour;
  readonly most: number;
}

/** Widens the box by what is no border in these rows. */
export function widen(box: Box, pixels: Pixels, sought: Sought): void {
  const { width, height, top } = pixels;
  for (let y = 0; y < height; y += 1) {
    const row = y * width * 4;
    // Only columns that are border so far can change the box, so a row within the picture costs little.
    let left = 0;
    while (left < width && isLike(pixels, row + left * 4, sought)) left += 1;
    if (left === width) continue;
    let right = width;
    while (right > box.right && isLike(pixels, row + (right - 1) * 4, sought)) right -= 1;
    box.left = Math.min(box.left, left);
    box.right = Math.max(box.right, right);
    box.top = Math.min(box.top, top + y);
    box.bottom = Math.max(box.bottom, top + y + 1);
  }
}
