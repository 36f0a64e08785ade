/** Four bytes a pixel, premultiplied: the order of the colours does not matter here. */
export interface Bitmap {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

type Grey = readonly [grey: number, alpha: number];
const paper: Grey = [0xf4, 0xff];
const edge: Grey = [0x9a, 0xff];

function fill(
  { pixels, width }: Bitmap,
  [grey, alpha]: Grey,
  [left, top, right, bottom]: readonly [number, number, number, number],
): void {
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = (y * width + x) * 4;
      pixels.fill(grey, at, at + 3);
      pixels[at + 3] = alpha;
    }
  }
}

function drawSheet(
  on: Bitmap,
  { left, top, width, height }: Record<'left' | 'top' | 'width' | 'height', number>,
): void {
  fill(on, edge, [left, top, left + width, top + height]);
  fill(on, paper, [left + 1, top + 1, left + width - 1, top + height - 1]);
}

const blank = (width: number, height: number): Bitmap => ({
  pixels: new Uint8Array(width * height * 4),
  width,
  height,
});

/** What is dragged while no picture of it is there: an empty sheet. */
export function emptySheet(edgePx: number): Bitmap {
  const height = Math.round(edgePx * 0.75);
  const sheet = blank(edgePx, height);
  drawSheet(sheet, { left: 0, top: 0, width: edgePx, height });
  return sheet;
}

/** The picture on a stack of up to three sheets, one for each further file; each shows by `stepPx`. */
export function onStack(picture: Bitmap, fileCount: number, stepPx: number): Bitmap {
  const below = Math.min(2, fileCount - 1);
  if (below <= 0) return picture;
  const { width, height } = picture;
  const stack = blank(width + below * stepPx, height + below * stepPx);
  for (let sheet = below; sheet > 0; sheet -= 1) {
    drawSheet(stack, { left: sheet * stepPx, top: sheet * stepPx, width, height });
  }
  // A picture with holes must not show the sheets' lines.
  drawSheet(stack, { left: 0, top: 0, width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4;
      const to = (y * stack.width + x) * 4;
      const shown = picture.pixels[from + 3] ?? 0;
      if (shown === 0) continue;
      for (let channel = 0; channel < 4; channel += 1) {
        const under = stack.pixels[to + channel] ?? 0;
        const over = picture.pixels[from + channel] ?? 0;
        stack.pixels[to + channel] = Math.min(
          255,
          over + Math.round((under * (255 - shown)) / 255),
        );
      }
    }
  }
  return stack;
}
