import { roomForSamples } from '../raster-room.ts';
import { divideByAlpha } from '../raster.ts';
import type { PictureOfTiles, ShrunkFacts, Tile } from './shrunk-picture.ts';

/** Puts tiles side by side, in their own size. */
export class PlacedPicture implements PictureOfTiles {
  readonly most: number;
  readonly #data: Uint8Array | Uint16Array;
  readonly #facts: ShrunkFacts;

  constructor(facts: ShrunkFacts) {
    const { kept, channels, most } = facts;
    const length = kept.width * kept.height * channels;
    this.#data = roomForSamples(length, most > 255 ? 16 : 8);
    this.#facts = facts;
    this.most = most;
  }

  add(tile: Tile): void {
    const { kept, channels, most } = this.#facts;
    const left = Math.max(kept.left, tile.left);
    const right = Math.min(kept.left + kept.width, tile.left + tile.width);
    const bottom = Math.min(kept.top + kept.height, tile.top + tile.height);
    if (left >= right) return;
    const scale = most > 255 ? 65_535 / most : 1;
    for (let y = Math.max(kept.top, tile.top); y < bottom; y += 1) {
      const from = (y - tile.top) * tile.stride + (left - tile.left) * channels;
      const row = tile.samples.subarray(from, from + (right - left) * channels);
      const to = ((y - kept.top) * kept.width + left - kept.left) * channels;
      if (scale === 1) this.#data.set(row, to);
      else row.forEach((sample, at) => (this.#data[to + at] = sample * scale + 0.5));
    }
  }

  end(): Uint8Array | Uint16Array {
    const { channels, isPremultiplied } = this.#facts;
    if (channels === 4 && isPremultiplied) divideByAlpha(this.#data, channels);
    return this.#data;
  }
}
