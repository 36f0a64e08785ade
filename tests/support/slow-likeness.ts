/** A picture in memory, 8 bits a sample, three or four samples a pixel. */
export interface Raster {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}
type Grid = readonly (readonly number[])[];

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function grid({ width, height }: Raster, at: (x: number, y: number) => number): Grid {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (__, x) => at(x, y)),
  );
}

function half(values: Grid): Grid {
  const rows = Math.floor(values.length / 2);
  const columns = Math.floor((values[0]?.length ?? 0) / 2);
  const at = (x: number, y: number) => values[y]?.[x] ?? NaN;
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (__, x) =>
      mean([
        at(2 * x, 2 * y),
        at(2 * x + 1, 2 * y),
        at(2 * x, 2 * y + 1),
        at(2 * x + 1, 2 * y + 1),
      ]),
    ),
  );
}

/** Windows of 8 × 8, every 4 pixels. */
function windows(values: Grid): number[][] {
  const rows = Math.floor(values.length / 4) - 1;
  const columns = Math.floor((values[0]?.length ?? 0) / 4) - 1;
  const found: number[][] = [];
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const lines = values.slice(4 * y, 4 * y + 8);
      found.push(lines.flatMap((line) => line.slice(4 * x, 4 * x + 8)));
    }
  }
  return found;
}

function variance(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [mean(one), mean(other)];
  return mean(one.map((value, at) => (value - a) * ((other[at] ?? NaN) - b)));
}

/** Wang, Bovik, Sheikh and Simoncelli, 2004, equation 13. */
export function ssim(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [mean(one), mean(other)];
  const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
  const above = (2 * a * b + c1) * (2 * variance(one, other) + c2);
  return above / ((a * a + b * b + c1) * (variance(one, one) + variance(other, other) + c2));
}

function planes(picture: Raster): { readonly seen: readonly Grid[]; readonly alpha: Grid | null } {
  const { data, width, channels } = picture;
  const sample = (x: number, y: number, band: number) =>
    data[(y * width + x) * channels + band] ?? NaN;
  const alphaAt = (x: number, y: number) => (channels === 4 ? sample(x, y, 3) : 255);
  const shown = (band: number) =>
    grid(picture, (x, y) => Math.round((sample(x, y, band) * alphaAt(x, y)) / 255));
  const [red, green, blue] = [shown(0), shown(1), shown(2)];
  const mixed = (level: number, [r, g, b]: readonly [number, number, number]) =>
    grid(picture, (x, y) => {
      const colour = [red, green, blue].map((band) => band[y]?.[x] ?? NaN);
      return level + r * (colour[0] ?? NaN) + g * (colour[1] ?? NaN) + b * (colour[2] ?? NaN);
    });
  // ITU-R BT.601.
  const luma = mixed(0, [0.299, 0.587, 0.114]);
  const cb = mixed(128, [-0.299 / 1.772, -0.587 / 1.772, 0.886 / 1.772]);
  const cr = mixed(128, [0.701 / 1.402, -0.587 / 1.402, -0.114 / 1.402]);
  return {
    seen: [luma, half(luma), half(cb), half(cr)],
    alpha: channels === 4 ? grid(picture, alphaAt) : null,
  };
}

function loss(one: readonly Grid[], other: readonly Grid[], weights: readonly number[]): number {
  const near = windows(one[0] ?? []);
  const busy = near.filter((pixels) => variance(pixels, pixels) > 1).length;
  const share = Math.max(0.02, busy / Math.max(1, near.length));
  const losses = one.map((plane, at) => {
    const theirs = windows(other[at] ?? []);
    const powers = windows(plane).map(
      (pixels, index) => (1 - ssim(pixels, theirs[index] ?? [])) ** 4,
    );
    return powers.length === 0 ? 0 : (mean(powers) / share) ** 0.25;
  });
  const sum = losses.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
  return sum / weights.reduce((a, b) => a + b, 0);
}

/** What docs/adr/0030-the-same-look.md says, one window after the other. */
export function slowLikeness(one: Raster, other: Raster): number {
  const [mine, theirs] = [planes(one), planes(other)];
  const seen = loss(mine.seen, theirs.seen, [1, 1, 0.25, 0.25]);
  if (!mine.alpha || !theirs.alpha) return 1 - seen;
  const alphas = loss([mine.alpha, half(mine.alpha)], [theirs.alpha, half(theirs.alpha)], [1, 1]);
  return 1 - Math.max(seen, alphas);
}
