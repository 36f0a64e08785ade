import sharp from 'sharp';

type Source = Parameters<typeof sharp>[0];

/** sRGB with alpha, 8 bits, rows without padding. */
async function pixels(source: Source): Promise<{ data: Buffer; size: string }> {
  const { data, info } = await sharp(source)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, size: `${info.width} × ${info.height}` };
}

/**
 * Mean difference of two pictures of the same size, from 0 (the same) to 1 (black against white).
 * Up to 0.02 no eye can tell. Rejects when the sizes differ.
 */
export async function difference(one: Source, other: Source): Promise<number> {
  const [a, b] = await Promise.all([pixels(one), pixels(other)]);
  if (a.size !== b.size) throw new Error(`${a.size} cannot be compared with ${b.size}`);
  let sum = 0;
  for (let at = 0; at < a.data.length; at++) sum += Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0));
  return sum / a.data.length / 255;
}

/** Red, green, blue and alpha, 0–255, of one pixel; `x` and `y` are fractions of the size. */
export async function colourAt(source: Source, x: number, y: number): Promise<readonly number[]> {
  const { data, info } = await sharp(source)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const column = Math.min(info.width - 1, Math.floor(info.width * x));
  const row = Math.min(info.height - 1, Math.floor(info.height * y));
  const at = (row * info.width + column) * 4;
  return [...data.subarray(at, at + 4)];
}
