import { coloursIn, type RasterPicture } from '../decoded.ts';
import type { PixelSize } from '../decoder.ts';
import { alphaSays, divideByAlpha, rasterOf, withoutAlpha } from '../raster.ts';
import { type Channels, rasterColours } from './channels.ts';
import type { ChannelSource, Jp2File } from './jp2-file.ts';
import { inksFromYcck, invert, toLab, yccToRgb } from './to-raster-colours.ts';

/** Finer samples are looked up by their upper bits. */
const mostTableBits = 16;

/** What the samples of one channel become. */
interface Lookup {
  readonly channel: number;
  readonly table: Uint8Array | Uint16Array;
  /** To be added to a sample, so that the smallest is 0. */
  readonly offset: number;
  readonly shift: number;
}

type Samples = Uint8Array | Uint16Array;

/** The channels of a picture side by side, in 8 bits where no channel has more, else in 16. */
export class ChannelSamples {
  readonly #file: Jp2File;
  readonly #channels: Channels;
  readonly #size: PixelSize;
  readonly #stride: number;
  readonly #data: Samples;
  readonly #missing: Set<number>;

  constructor(file: Jp2File, channels: Channels, size: PixelSize) {
    this.#file = file;
    this.#channels = channels;
    this.#size = size;
    const sources = this.#sources();
    this.#stride = sources.length;
    this.#missing = new Set(sources.map(({ component }) => component));
    const isWide = sources.some((source) => this.#bitsOf(source) > 8);
    const count = size.width * size.height * this.#stride;
    this.#data = isWide ? new Uint16Array(count) : new Uint8Array(count);
  }

  /** The components that it needs. */
  get components(): readonly number[] {
    return this.#sources().map(({ component }) => component);
  }

  /** All of one component; passed over where there are not as many samples as pixels. */
  put(component: number, samples: Int32Array): void {
    const { width, height } = this.#size;
    if (samples.length !== width * height) return;
    this.#sources().forEach((source, channel) => {
      if (source.component === component) this.#putChannel(this.#lookup(source, channel), samples);
    });
    this.#missing.delete(component);
  }

  get isComplete(): boolean {
    return this.#missing.size === 0;
  }

  /** Takes over the samples. */
  picture(): RasterPicture {
    const { space, alpha, isPremultiplied } = this.#channels;
    const { codestream, icc, lab } = this.#file;
    const colours = rasterColours[space];
    let data = this.#data;
    // Before anything else: it is the coded numbers that were multiplied.
    if (alpha && isPremultiplied) divideByAlpha(data, this.#stride);
    if (space === 'ycc' || space === 'ycck') yccToRgb(data, this.#stride);
    if (space === 'ycck') inksFromYcck(data, this.#stride);
    if (space === 'cmy') invert(data, this.#stride);
    if (space === 'lab') data = toLab(data, this.#stride, { said: lab, bits: this.#labBits() });
    const saysAlpha = alpha !== null && alphaSays(data, this.#stride);
    if (alpha && !saysAlpha) data = withoutAlpha(data, coloursIn[colours]);
    return rasterOf({
      ...this.#size,
      sourceWidth: codestream.width,
      sourceHeight: codestream.height,
      colours,
      hasAlpha: saysAlpha,
      data,
      icc,
    });
  }

  #sources(): readonly ChannelSource[] {
    const { colours, alpha } = this.#channels;
    return alpha ? [...colours, alpha] : colours;
  }

  #labBits(): number {
    const [first] = this.#channels.colours;
    return first ? this.#bitsOf(first) : 8;
  }

  #bitsOf({ component, column }: ChannelSource): number {
    const { palette, codestream } = this.#file;
    if (column !== null && palette) return palette.columns[column]?.bits ?? 8;
    return codestream.components[component]?.bits ?? 8;
  }

  #lookup(source: ChannelSource, channel: number): Lookup {
    const coded = this.#file.codestream.components[source.component];
    const codedBits = coded?.bits ?? 8;
    const offset = coded?.isSigned ? 2 ** (codedBits - 1) : 0;
    const shift = Math.max(0, codedBits - mostTableBits);
    const top = this.#data instanceof Uint16Array ? 0xffff : 0xff;
    const values = this.#file.palette?.columns[source.column ?? -1]?.values ?? null;
    const most = 2 ** (values ? this.#bitsOf(source) : codedBits - shift) - 1;
    const length = values ? values.length : 2 ** (codedBits - shift);
    const table = top === 0xff ? new Uint8Array(length) : new Uint16Array(length);
    for (let sample = 0; sample < length; sample += 1) {
      const value = values ? (values[sample] ?? 0) : sample;
      table[sample] = Math.round((Math.min(value, most) * top) / most);
    }
    return { channel, table, offset, shift };
  }

  #putChannel({ channel, table, offset, shift }: Lookup, samples: Int32Array): void {
    const [data, stride] = [this.#data, this.#stride];
    const last = table.length - 1;
    // By number: an iterator makes an object a sample here.
    for (let at = 0, to = channel; at < samples.length; at += 1, to += stride) {
      const index = ((samples[at] ?? 0) + offset) >> shift;
      data[to] = table[index < 0 ? 0 : index > last ? last : index] ?? 0;
    }
  }
}
