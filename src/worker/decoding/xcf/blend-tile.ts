import { lightOf, sampleOf } from '../colour/srgb.ts';
import type { XcfLayer } from './xcf-document.ts';
import type { Tile } from './xcf-tiles.ts';

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** RGBA, not premultiplied. */
  readonly data: Uint8Array;
}

/** Light of the numbers of sRGB, and back over 12 bits. */
const light = Float32Array.from({ length: 256 }, (_, value) => lightOf(value / 255));
const steps = 4095;
const fromLight = Uint8Array.from({ length: steps + 1 }, (_, step) =>
  Math.round(255 * sampleOf(step / steps)),
);

/** Red, green, blue and alpha of one pixel of a layer, by its kind. */
function pixelReader(
  kind: number,
  palette: Uint8Array,
): (samples: Uint8Array, pixel: number) => readonly [number, number, number, number] {
  const hasAlpha = kind % 2 === 1;
  if (kind < 2) {
    const stride = hasAlpha ? 4 : 3;
    return (samples, pixel) => {
      const at = pixel * stride;
      const [red = 0, green = 0, blue = 0] = [samples[at], samples[at + 1], samples[at + 2]];
      return [red, green, blue, hasAlpha ? (samples[at + 3] ?? 0) : 255];
    };
  }
  const stride = hasAlpha ? 2 : 1;
  return (samples, pixel) => {
    const value = samples[pixel * stride] ?? 0;
    const alpha = hasAlpha ? (samples[pixel * stride + 1] ?? 0) : 255;
    if (kind < 4) return [value, value, value, alpha];
    const [red = 0, green = 0, blue = 0] = palette.subarray(value * 3, value * 3 + 3);
    return [red, green, blue, alpha];
  };
}

export interface Blending {
  readonly layer: XcfLayer;
  /** 0 to 1, with that of its groups. */
  readonly opacity: number;
  readonly isLinear: boolean;
  readonly palette: Uint8Array;
}

interface MaskedTile {
  readonly tile: Tile;
  readonly mask: Tile | null;
}

/** Lays one tile of a layer over what is on the canvas. `mask` has one sample a pixel. */
export function blendTile(canvas: Canvas, { tile, mask }: MaskedTile, how: Blending): void {
  const { layer, opacity, isLinear, palette } = how;
  const read = pixelReader(layer.kind, palette);
  const { data } = canvas;
  for (let row = 0; row < tile.height; row += 1) {
    const y = layer.top + tile.top + row;
    if (y < 0 || y >= canvas.height) continue;
    for (let column = 0; column < tile.width; column += 1) {
      const x = layer.left + tile.left + column;
      if (x < 0 || x >= canvas.width) continue;
      const pixel = row * tile.width + column;
      const colour = read(tile.samples, pixel);
      const shown = mask ? (mask.samples[pixel] ?? 0) / 255 : 1;
      const over = (colour[3] / 255) * opacity * shown;
      if (over === 0) continue;
      const at = (y * canvas.width + x) * 4;
      const under = ((data[at + 3] ?? 0) / 255) * (1 - over);
      const whole = over + under;
      for (let channel = 0; channel < 3; channel += 1) {
        const [above, below] = [colour[channel] ?? 0, data[at + channel] ?? 0];
        data[at + channel] = isLinear
          ? (fromLight[
              Math.round(
                (((light[above] ?? 0) * over + (light[below] ?? 0) * under) / whole) * steps,
              )
            ] ?? 0)
          : Math.round((above * over + below * under) / whole);
      }
      data[at + 3] = Math.round(whole * 255);
    }
  }
}
