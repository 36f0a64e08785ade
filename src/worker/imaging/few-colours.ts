import { Buffer } from 'node:buffer';
import { constants, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { pngChunk, pngHeadBytes } from '../bytes/png-chunk.ts';
import { chunksBeforePixels } from '../bytes/png-chunks.ts';

/** What a palette can hold. */
const mostColours = 256;
/** All of them are in memory while they are counted. */
const mostPixels = 4_000_000;
/** Bytes a pixel: a PNG of more has more colours than that, and is not decoded to count them. */
const mostBytesPerPixel = 0.75;
/** Where IHDR says the size, the bits of a sample, its kind and whether rows are interlaced. */
const [widthAt, heightAt, bitsAt, kindAt, interlaceAt] = [16, 20, 24, 25, 28];
const paletteKind = 3;
const opaque = 255;

interface Colours {
  /** RGBA, those that are not opaque first, as the chunk for their alpha may end with the last of them. */
  readonly palette: readonly number[];
  /** For each pixel its place in the palette. */
  readonly places: Uint8Array;
}

const alphaOf = (colour: number) => colour & 0xff;

/** The colours of a picture of 1 to 4 samples a pixel; null if a palette cannot hold them. */
function coloursOf(pixels: Uint8Array, channels: number): Colours | null {
  const count = pixels.length / channels;
  const found = new Map<number, number>();
  const order = new Uint8Array(count);
  const isGrey = channels < 3;
  const hasAlpha = channels % 2 === 0;
  // Neighbours mostly have the same one.
  let [last, lastPlace] = [-1, 0];
  for (let pixel = 0, at = 0; pixel < count; pixel += 1, at += channels) {
    const red = pixels[at] ?? 0;
    const green = isGrey ? red : (pixels[at + 1] ?? 0);
    const blue = isGrey ? red : (pixels[at + 2] ?? 0);
    const alpha = hasAlpha ? (pixels[at + channels - 1] ?? 0) : opaque;
    const colour = ((red << 24) | (green << 16) | (blue << 8) | alpha) >>> 0;
    if (colour !== last) {
      last = colour;
      lastPlace = found.get(colour) ?? found.size;
      found.set(colour, lastPlace);
      if (found.size > mostColours) return null;
    }
    order[pixel] = lastPlace;
  }
  const colours = [...found.keys()];
  const palette = colours.toSorted((a, b) => alphaOf(a) - alphaOf(b) || a - b);
  const newPlace = new Map(palette.map((colour, place) => [colour, place]));
  const moved = Uint8Array.from(colours, (colour) => newPlace.get(colour) ?? 0);
  for (let pixel = 0; pixel < count; pixel += 1) order[pixel] = moved[order[pixel] ?? 0] ?? 0;
  return { palette, places: order };
}

function bitsFor(colourCount: number): 1 | 2 | 4 | 8 {
  if (colourCount <= 2) return 1;
  if (colourCount <= 4) return 2;
  return colourCount <= 16 ? 4 : 8;
}

/** Rows as PNG packs them, each after a 0: unfiltered, since neighbours in a palette have nothing to do with each other. */
function packed(places: Uint8Array, width: number, bits: number): Buffer {
  const height = places.length / width;
  const rowBytes = Math.ceil((width * bits) / 8) + 1;
  const rows = Buffer.alloc(rowBytes * height);
  if (bits === 8) {
    for (let y = 0; y < height; y += 1)
      rows.set(places.subarray(y * width, (y + 1) * width), y * rowBytes + 1);
    return rows;
  }
  for (let y = 0, pixel = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, pixel += 1) {
      const bit = x * bits;
      const at = y * rowBytes + 1 + (bit >>> 3);
      rows[at] = (rows[at] ?? 0) | ((places[pixel] ?? 0) << (8 - bits - (bit & 7)));
    }
  }
  return rows;
}

/**
 * A PNG of our own as it is, or the same pixels with a palette where they have at most 256 colours and that is smaller, as drawings
 * and screenshots mostly are. One that is interlaced, has a palette or is very large stays as it is, and so do the chunks before the
 * pixels.
 */
export async function withFewColours(png: Buffer): Promise<Buffer> {
  const [width, height] = [png.readUInt32BE(widthAt), png.readUInt32BE(heightAt)];
  const isPlain = png[bitsAt] === 8 && png[kindAt] !== paletteKind && png[interlaceAt] === 0;
  const pixelCount = width * height;
  if (!isPlain || pixelCount > mostPixels || png.length > pixelCount * mostBytesPerPixel)
    return png;
  // Its colours as they are, whatever they mean.
  const { data, info } = await sharp(png, { limitInputPixels: false, ignoreIcc: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colours = coloursOf(data, info.channels);
  if (colours === null) return png;
  const { palette, places } = colours;
  const bits = bitsFor(palette.length);
  const head = Buffer.from(png.subarray(16, pngHeadBytes - 4));
  head[bitsAt - 16] = bits;
  head[kindAt - 16] = paletteKind;
  const beside = [...chunksBeforePixels(png)]
    .filter(({ type }) => type !== 'IHDR')
    .map(({ start, end }) => png.subarray(start, end));
  const translucent = palette.filter((colour) => alphaOf(colour) < opaque);
  const pixels = deflateSync(packed(places, width, bits), { level: constants.Z_BEST_COMPRESSION });
  const made = Buffer.concat([
    png.subarray(0, 8),
    pngChunk('IHDR', head),
    ...beside,
    pngChunk(
      'PLTE',
      Buffer.from(palette.flatMap((c) => [c >>> 24, (c >>> 16) & 255, (c >>> 8) & 255])),
    ),
    ...(translucent.length > 0 ? [pngChunk('tRNS', Buffer.from(translucent.map(alphaOf)))] : []),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
  return made.length < png.length ? made : png;
}
