/** Pixels of a square picture, each blue, green, red and alpha, as Chromium has bitmaps. */
export interface TrayBitmap {
  readonly pixels: Buffer;
  readonly size: number;
}

export interface TrayState {
  /** 0–1; null when nothing is to do. */
  readonly fraction: number | null;
  readonly isPaused: boolean;
}

type Colour = readonly [red: number, green: number, blue: number];
const accent: Colour = [48, 87, 213];
const white: Colour = [255, 255, 255];
const sun: Colour = [247, 188, 92];
const hills: Colour = [138, 166, 255];
const grey: Colour = [120, 126, 140];
/** Seen on light and on dark panels. */
const running: Colour = [88, 130, 255];

const radius = 0.2;
/** From the edge to the inner side of the ring, and to the sign within it. */
const [ringWidth, gap] = [0.12, 0.15];

/** Within a square with round corners. From 0 to 1 both ways. */
function isInside(x: number, y: number): boolean {
  const dx = Math.max(radius - x, x - (1 - radius), 0);
  const dy = Math.max(radius - y, y - (1 - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

/** The app's icon with fewer things in it. */
function signAt(x: number, y: number): Colour | null {
  if (!isInside(x, y)) return null;
  if (x < 0.14 || x > 0.86 || y < 0.16 || y > 0.72) return accent;
  if (Math.hypot(x - 0.68, y - 0.32) < 0.09) return sun;
  return y > 0.72 - 0.8 * Math.min(Math.max(0, x - 0.14), Math.max(0, 0.72 - x)) ? hills : white;
}

/** From the top with the hands of a clock, from 0 to 1. */
function turnAt(x: number, y: number): number {
  const turn = Math.atan2(x - 0.5, 0.5 - y) / (2 * Math.PI);
  return turn < 0 ? turn + 1 : turn;
}

/** The sign, and around it a ring while something is made. */
function colourAt(x: number, y: number, { fraction, isPaused }: TrayState): Colour | null {
  if (fraction === null) return signAt(x, y);
  const toEdge = 0.5 - Math.hypot(x - 0.5, y - 0.5);
  if (toEdge < 0) return null;
  if (toEdge < ringWidth) {
    if (turnAt(x, y) >= fraction) return grey;
    return isPaused ? sun : running;
  }
  // The largest square in what the ring leaves; its corners are round.
  const side = (1 - 2 * gap) * Math.SQRT1_2 * 1.1;
  const from = (1 - side) / 2;
  return signAt((x - from) / side, (y - from) / side);
}

export function drawTrayIcon(size: number, state: TrayState): TrayBitmap {
  const pixels = Buffer.alloc(size * size * 4);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const colour = colourAt((column + 0.5) / size, (row + 0.5) / size, state);
      if (!colour) continue;
      const [red, green, blue] = colour;
      pixels.set([blue, green, red, 255], (row * size + column) * 4);
    }
  }
  return { pixels, size };
}
