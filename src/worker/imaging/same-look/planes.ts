/** Pixels of 8 bits: red, green and blue, then perhaps alpha. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** One sample a pixel, 0–255. */
export interface Plane {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
}

const emptyPlane = (width: number, height: number): Plane => ({
  values: new Float32Array(width * height),
  width,
  height,
});

/** As seen from twice as far: half as wide and high, each pixel the mean of four. An odd last row or column is left out. */
function halved({ values, width, height }: Plane): Plane {
  const half = emptyPlane(width >> 1, height >> 1);
  for (let y = 0, to = 0; y < half.height; y += 1) {
    for (let x = 0, at = 2 * y * width; x < half.width; x += 1, at += 2, to += 1) {
      const above = (values[at] ?? 0) + (values[at + 1] ?? 0);
      half.values[to] = (above + (values[at + width] ?? 0) + (values[at + width + 1] ?? 0)) / 4;
    }
  }
  return half;
}

/** What lets light through shows less of its colours. */
function premultiplied({ data, width, height, channels }: Pixels): Pixels {
  if (channels < 4) return { data, width, height, channels };
  const less = Uint8Array.from(data);
  for (let at = 0; at < less.length; at += channels) {
    const share = (less[at + 3] ?? 0) / 255;
    less[at] = Math.round((less[at] ?? 0) * share);
    less[at + 1] = Math.round((less[at + 1] ?? 0) * share);
    less[at + 2] = Math.round((less[at + 2] ?? 0) * share);
  }
  return { data: less, width, height, channels };
}

/** Luma by BT.601. */
function lumaOf({ data, width, height, channels }: Pixels): Plane {
  const luma = emptyPlane(width, height);
  for (let pixel = 0, at = 0; pixel < luma.values.length; pixel += 1, at += channels) {
    const green = 0.587 * (data[at + 1] ?? 0);
    luma.values[pixel] = 0.299 * (data[at] ?? 0) + green + 0.114 * (data[at + 2] ?? 0);
  }
  return luma;
}

function alphaOf({ data, width, height, channels }: Pixels): Plane {
  const alpha = emptyPlane(width, height);
  for (let pixel = 0, at = 3; pixel < alpha.values.length; pixel += 1, at += channels) {
    alpha.values[pixel] = data[at] ?? 0;
  }
  return alpha;
}

/** One of the two colour differences of BT.601, as seen from twice as far. `band` is where its colour stands in a pixel. */
function differenceOf(
  { data, width, channels }: Pixels,
  farLuma: Plane,
  { band, scale }: { readonly band: 0 | 2; readonly scale: number },
): Plane {
  const colour = emptyPlane(farLuma.width, farLuma.height);
  const below = width * channels;
  for (let y = 0, to = 0; y < colour.height; y += 1) {
    for (let x = 0, at = 2 * y * below + band; x < colour.width; x += 1, to += 1) {
      const above = (data[at] ?? 0) + (data[at + channels] ?? 0);
      const four = above + (data[at + below] ?? 0) + (data[at + below + channels] ?? 0);
      colour.values[to] = 128 + (four / 4 - (farLuma.values[to] ?? 0)) / scale;
      at += 2 * channels;
    }
  }
  return colour;
}

/** What the eye tells apart: light and alpha near and as seen from twice as far, colours only so. */
export interface Planes {
  readonly light: readonly [Plane, Plane];
  readonly colours: readonly [Plane, Plane];
  readonly alpha: readonly [Plane, Plane] | null;
}

const nearAndFar = (plane: Plane): readonly [Plane, Plane] => [plane, halved(plane)];

export function planesOf(pixels: Pixels): Planes {
  const shown = premultiplied(pixels);
  const light = nearAndFar(lumaOf(shown));
  const blue = differenceOf(shown, light[1], { band: 2, scale: 1.772 });
  const red = differenceOf(shown, light[1], { band: 0, scale: 1.402 });
  const alpha = pixels.channels === 4 ? nearAndFar(alphaOf(pixels)) : null;
  return { light, colours: [blue, red], alpha };
}
