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
const done: Colour = [95, 211, 154];

const radius = 0.2;

/** Within a square with round corners. From 0 to 1 both ways. */
function isInside(x: number, y: number): boolean {
  const dx = Math.max(radius - x, x - (1 - radius), 0);
  const dy = Math.max(radius - y, y - (1 - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

/** The app's icon with fewer things in it, and a bar at its foot while something is made. */
function colourAt(x: number, y: number, { fraction, isPaused }: TrayState): Colour | null {
  if (!isInside(x, y)) return null;
  if (fraction !== null && y > 0.76) {
    if (x < 0.12 || x > 0.88 || y > 0.92) return accent;
    if ((x - 0.12) / 0.76 > fraction) return white;
    return isPaused ? grey : done;
  }
  if (x < 0.14 || x > 0.86 || y < 0.16 || y > 0.72) return accent;
  if (Math.hypot(x - 0.68, y - 0.32) < 0.09) return sun;
  return y > 0.72 - 0.8 * Math.min(Math.max(0, x - 0.14), Math.max(0, 0.72 - x)) ? hills : white;
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
