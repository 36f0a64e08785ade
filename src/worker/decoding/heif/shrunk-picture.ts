import { roomForSamples } from '../raster-room.ts';
import type { PixelSize } from '../decoder.ts';
import type { Rectangle } from './turns.ts';

type Samples = Uint8Array | Uint16Array;

/** Interleaved rows, and where in the picture their first pixel lies. */
export interface Tile extends Rectangle {
  readonly samples: Samples;
  /** Samples from one row to the next. */
  readonly stride: number;
}

export interface ShrunkFacts {
  /** The part of the picture that is wanted. */
  readonly kept: Rectangle;
  /** What it becomes; at most as large. */
  readonly size: PixelSize;
  /** The fourth is alpha. */
  readonly channels: 3 | 4;
  /** The colours are multiplied with it. */
  readonly isPremultiplied: boolean;
  /** The largest value that a sample of a tile may have. Above 255 the result has 16 bits. */
  readonly most: number;
}

/** Takes tiles in rows from above. */
export interface PictureOfTiles {
  /** As in the facts. */
  readonly most: number;
  add(tile: Tile): void;
  /** The whole result, once all tiles are there. */
  end(): Samples;
}

/** Part of a row: which samples, into which sums. */
interface Place {
  from: number;
  to: number;
  readonly left: number;
  readonly right: number;
  column: number;
}

/** Where each of `count` equal parts of a length begins, and behind the last one where it ends. */
const partsOf = (length: number, count: number): Float64Array =>
  Float64Array.from({ length: count + 1 }, (_, at) => Math.floor((at * length) / count));

/** Which of the parts a place lies in. */
function partAt(parts: Float64Array, place: number): number {
  const length = parts.at(-1) ?? 1;
  let part = Math.floor((place * (parts.length - 1)) / length);
  while ((parts[part + 1] ?? length) <= place) part += 1;
  return part;
}

/**
 * Makes a picture smaller while its tiles arrive: each pixel is the mean of those that it stands for, in straight colours weighed
 * by their alpha. Tiles come in rows from above; besides the result only what lies under one row of tiles is held.
 */
export class ShrunkPicture implements PictureOfTiles {
  readonly most: number;
  readonly #data: Samples;
  readonly #facts: ShrunkFacts;
  readonly #columns: Float64Array;
  readonly #rows: Float64Array;
  /** Rows of the result from `#first` on. */
  #sums = new Float64Array(0);
  #first = 0;

  constructor(facts: ShrunkFacts) {
    const { kept, size, channels, most } = facts;
    this.most = most;
    const length = size.width * size.height * channels;
    this.#data = roomForSamples(length, most > 255 ? 16 : 8);
    this.#facts = facts;
    this.#columns = partsOf(kept.width, size.width);
    this.#rows = partsOf(kept.height, size.height);
  }

  add(tile: Tile): void {
    const { kept, size, channels } = this.#facts;
    const left = Math.max(0, tile.left - kept.left);
    const right = Math.min(kept.width, tile.left + tile.width - kept.left);
    const top = Math.max(0, tile.top - kept.top);
    const bottom = Math.min(kept.height, tile.top + tile.height - kept.top);
    if (left >= right || top >= bottom) return;
    this.#finish(partAt(this.#rows, top));
    const rows = partAt(this.#rows, bottom - 1) + 1 - this.#first;
    this.#hold(rows * size.width * channels);
    const column = partAt(this.#columns, left);
    let row = partAt(this.#rows, top);
    for (let y = top; y < bottom; y += 1) {
      while ((this.#rows[row + 1] ?? 0) <= y) row += 1;
      const to = ((row - this.#first) * size.width + column) * channels;
      const from = (y + kept.top - tile.top) * tile.stride;
      const before = (left + kept.left - tile.left) * channels;
      this.#addRow(tile.samples, { from: from + before, to, left, right, column });
    }
  }

  end(): Samples {
    this.#finish(this.#facts.size.height);
    return this.#data;
  }

  #hold(length: number): void {
    if (length <= this.#sums.length) return;
    const sums = new Float64Array(length);
    sums.set(this.#sums);
    this.#sums = sums;
  }

  #addRow(samples: Samples, place: Place): void {
    const { channels, isPremultiplied } = this.#facts;
    if (channels === 3) this.#addOpaque(samples, place);
    else this.#addWithAlpha(samples, place, !isPremultiplied);
  }

  #addOpaque(samples: Samples, { from, to, left, right, column }: Place): void {
    const [sums, columns] = [this.#sums, this.#columns];
    for (let x = left; x < right; column += 1, to += 3) {
      const end = Math.min(right, columns[column + 1] ?? 0);
      let [red, green, blue] = [0, 0, 0];
      for (; x < end; x += 1, from += 3) {
        red += samples[from] ?? 0;
        green += samples[from + 1] ?? 0;
        blue += samples[from + 2] ?? 0;
      }
      sums[to] = (sums[to] ?? 0) + red;
      sums[to + 1] = (sums[to + 1] ?? 0) + green;
      sums[to + 2] = (sums[to + 2] ?? 0) + blue;
    }
  }

  #addWithAlpha(
    samples: Samples,
    { from, to, left, right, column }: Place,
    isWeighed: boolean,
  ): void {
    const [sums, columns] = [this.#sums, this.#columns];
    for (let x = left; x < right; column += 1, to += 4) {
      const end = Math.min(right, columns[column + 1] ?? 0);
      for (; x < end; x += 1, from += 4) {
        const alpha = samples[from + 3] ?? 0;
        const weight = isWeighed ? alpha : 1;
        sums[to] = (sums[to] ?? 0) + (samples[from] ?? 0) * weight;
        sums[to + 1] = (sums[to + 1] ?? 0) + (samples[from + 1] ?? 0) * weight;
        sums[to + 2] = (sums[to + 2] ?? 0) + (samples[from + 2] ?? 0) * weight;
        sums[to + 3] = (sums[to + 3] ?? 0) + alpha;
      }
    }
  }

  /** Writes the rows before this one, of which nothing more comes. */
  #finish(row: number): void {
    const { size, channels } = this.#facts;
    const length = size.width * channels;
    for (let at = this.#first; at < row; at += 1) this.#writeRow(at, (at - this.#first) * length);
    const done = (row - this.#first) * length;
    if (done <= 0) return;
    this.#sums.copyWithin(0, done);
    this.#sums.fill(0, Math.max(0, this.#sums.length - done));
    this.#first = row;
  }

  #writeRow(row: number, from: number): void {
    const { size, channels, isPremultiplied, most } = this.#facts;
    const scale = (most > 255 ? 65_535 : 255) / most;
    const height = (this.#rows[row + 1] ?? 0) - (this.#rows[row] ?? 0);
    const [sums, columns, data] = [this.#sums, this.#columns, this.#data];
    let to = row * size.width * channels;
    let at = from;
    for (let column = 0; column < size.width; column += 1, at += channels, to += channels) {
      const pixels = height * ((columns[column + 1] ?? 0) - (columns[column] ?? 0));
      const alpha = channels === 4 ? (sums[at + 3] ?? 0) : 0;
      const share = isPremultiplied ? alpha / most : alpha;
      const weight = channels === 4 ? share : pixels;
      for (let channel = 0; channel < 3; channel += 1) {
        const mean = weight === 0 ? 0 : (sums[at + channel] ?? 0) / weight;
        data[to + channel] = Math.min(most, mean) * scale + 0.5;
      }
      if (channels === 4) data[to + 3] = (alpha / pixels) * scale + 0.5;
    }
  }
}
