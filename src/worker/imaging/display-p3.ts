import { lightOf, sampleOf } from '../decoding/colour/srgb.ts';

/** From linear light of sRGB to that of Display P3, which has the same curve and the same white (CSS Color 4). */
const matrix = Float64Array.from(
  [
    [0.822462, 0.177538, 0],
    [0.033194, 0.966806, 0],
    [0.017083, 0.072397, 0.91052],
  ].flat(),
);

/** Of samples and of light, in tables with one entry for each of 16 bits. */
const most = 0xffff;

interface Curve {
  readonly light: Float32Array;
  readonly samples: Uint16Array;
}

let made: Curve | null = null;

function curve(): Curve {
  made ??= {
    light: Float32Array.from({ length: most + 1 }, (_, at) => lightOf(at / most)),
    samples: Uint16Array.from({ length: most + 1 }, (_, at) =>
      Math.round(sampleOf(at / most) * most),
    ),
  };
  return made;
}

/** Red, green and blue of sRGB, with or without alpha behind them, as Display P3, in place. Greys are the same in both. */
export function toDisplayP3(data: Uint8Array | Uint16Array, channels: number): void {
  if (channels < 3) return;
  const { light, samples } = curve();
  const scale = data instanceof Uint16Array ? 1 : most / 0xff;
  for (let at = 0; at + channels <= data.length; at += channels) {
    const red = light[(data[at] ?? 0) * scale] ?? 0;
    const green = light[(data[at + 1] ?? 0) * scale] ?? 0;
    const blue = light[(data[at + 2] ?? 0) * scale] ?? 0;
    for (let index = 0; index < 3; index += 1) {
      const from = index * 3;
      const sum =
        (matrix[from] ?? 0) * red +
        (matrix[from + 1] ?? 0) * green +
        (matrix[from + 2] ?? 0) * blue;
      data[at + index] = Math.round((samples[Math.round(sum * most)] ?? most) / scale);
    }
  }
}

interface Pixel {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** The same of one pixel of 0–255. */
export function pixelInDisplayP3({ r, g, b }: Pixel): Pixel {
  const pixel = Uint8Array.of(r, g, b);
  toDisplayP3(pixel, 3);
  const [red = 0, green = 0, blue = 0] = pixel;
  return { r: red, g: green, b: blue };
}
