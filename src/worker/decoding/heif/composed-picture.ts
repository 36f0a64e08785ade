import type { PixelSize } from '../decoder.ts';
import type { Plane } from './planes.ts';
import type { Rectangle } from './turns.ts';

/** The samples of a layer, and where on the canvas its first pixel lies. */
export interface LaidPlane extends Plane {
  readonly channels: 3 | 4;
  readonly isPremultiplied: boolean;
  readonly left: number;
  readonly top: number;
}

/** RGBA with straight colours, on which pictures are laid one after another. */
export class ComposedPicture {
  readonly data: Uint8Array | Uint16Array;
  readonly bits: 8 | 16;
  readonly #size: PixelSize;
  readonly #most: number;

  /** `ground` has 16 bits. */
  constructor(size: PixelSize, bits: 8 | 16, ground: readonly number[]) {
    const length = size.width * size.height * 4;
    this.data = bits === 8 ? new Uint8Array(length) : new Uint16Array(length);
    this.#size = size;
    this.bits = bits;
    this.#most = 2 ** bits - 1;
    const pixel = ground.map((value) => Math.round((value * this.#most) / 65_535));
    this.data.set(pixel);
    for (let done = 4; done < length; done *= 2) this.data.copyWithin(done, 0, done);
  }

  /** Whether anything of what lies there is on the canvas. */
  shows({ left, top, width, height }: Rectangle): boolean {
    const isBeyond = left >= this.#size.width || top >= this.#size.height;
    return !isBeyond && left + width > 0 && top + height > 0;
  }

  lay(plane: LaidPlane): void {
    const { left, top, channels } = plane;
    const [first, last] = [Math.max(0, left), Math.min(this.#size.width, left + plane.width)];
    const bottom = Math.min(this.#size.height, top + plane.height);
    for (let y = Math.max(0, top); y < bottom; y += 1) {
      let from = (y - top) * plane.stride + (first - left) * channels;
      let to = (y * this.#size.width + first) * 4;
      for (let x = first; x < last; x += 1, from += channels, to += 4)
        this.#layPixel(plane, from, to);
    }
  }

  #layPixel({ samples, most, channels, isPremultiplied }: LaidPlane, from: number, to: number) {
    const { data } = this;
    const opacity = channels === 4 ? (samples[from + 3] ?? 0) / most : 1;
    if (opacity === 0) return;
    const below = ((data[to + 3] ?? 0) / this.#most) * (1 - opacity);
    const sum = opacity + below;
    const share = ((isPremultiplied ? 1 : opacity) * this.#most) / most / sum;
    for (let channel = 0; channel < 3; channel += 1) {
      const over = (samples[from + channel] ?? 0) * share;
      const mixed = over + ((data[to + channel] ?? 0) * below) / sum;
      data[to + channel] = Math.min(this.#most, mixed) + 0.5;
    }
    data[to + 3] = sum * this.#most + 0.5;
  }
}
