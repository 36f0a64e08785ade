type Rgb = readonly [number, number, number];

export interface RadianceShape {
  /** As they are stored, one row after another. */
  readonly width: number;
  readonly height: number;
  readonly light: (x: number, y: number) => Rgb;
  readonly packing?: 'not' | 'by-pixel' | 'by-component';
  /** Lines of the header beside the first and the format. */
  readonly lines?: readonly string[];
  readonly format?: 'rgbe' | 'xyze';
  /** Which way rows and the pixels in them go. */
  readonly ways?: readonly [rows: string, pixels: string];
}

/** Three mantissas and the exponent that they share. */
export function rgbeOf(light: Rgb): readonly number[] {
  const most = Math.max(...light);
  if (most < 1e-38) return [0, 0, 0, 0];
  const exponent = Math.floor(Math.log2(most)) + 1;
  return [...light.map((value) => Math.floor((value / 2 ** exponent) * 256)), exponent + 128];
}

/** What the numbers mean: the middle of what they were rounded down from. */
export function lightOfRgbe([red = 0, green = 0, blue = 0, exponent = 0]: readonly number[]): Rgb {
  const scale = exponent === 0 ? 0 : 2 ** (exponent - 136);
  return [(red + 0.5) * scale, (green + 0.5) * scale, (blue + 0.5) * scale];
}

const longestRun = 127;

/** The row in runs of equal bytes, each component by itself. */
function byComponent(row: readonly (readonly number[])[]): number[] {
  const bytes = [2, 2, row.length >> 8, row.length & 255];
  for (let component = 0; component < 4; component += 1)
    for (let at = 0; at < row.length;) {
      const value = row[at]?.[component] ?? 0;
      let count = 1;
      while (count < longestRun && row[at + count]?.[component] === value) count += 1;
      // One alone is written as it is.
      bytes.push(count === 1 ? 1 : 128 + count, value);
      at += count;
    }
  return bytes;
}

/** Pixels, and how often each is repeated. */
function byPixel(row: readonly (readonly number[])[]): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < row.length;) {
    const pixel = row[at] ?? [];
    let count = 1;
    while (row[at + count]?.join() === pixel.join()) count += 1;
    bytes.push(...pixel);
    const repeats = count - 1;
    if (repeats > 0) bytes.push(1, 1, 1, repeats & 255);
    if (repeats > 255) bytes.push(1, 1, 1, repeats >> 8);
    at += count;
  }
  return bytes;
}

const packings = { not: (row: readonly (readonly number[])[]) => row.flat(), byPixel, byComponent };

export function writeRadiance(shape: RadianceShape): Buffer {
  const { width, height, light, packing = 'not', format = 'rgbe', ways = ['-Y', '+X'] } = shape;
  const pack = packing === 'not' ? packings.not : packing === 'by-pixel' ? byPixel : byComponent;
  const lines = ['#?RADIANCE', ...(shape.lines ?? []), `FORMAT=32-bit_rle_${format}`, ''];
  const head = `${lines.join('\n')}\n${ways[0]} ${height} ${ways[1]} ${width}\n`;
  const rows = Array.from({ length: height }, (_, y) =>
    pack(Array.from({ length: width }, (__, x) => rgbeOf(light(x, y)))),
  );
  return Buffer.concat([Buffer.from(head), ...rows.map((row) => Buffer.from(row))]);
}
