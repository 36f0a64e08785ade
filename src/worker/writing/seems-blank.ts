import type { Buffer } from 'node:buffer';
import sharp from 'sharp';
import type { Header, PixelSize } from '../decoding/decoder.ts';

/** What encoders make of one colour is shorter. Bytes, and bytes a pixel. */
const mostOfOneColour = { file: 1200, pixel: 0.04 };
/** As far apart as samples of one colour come out of an encoder. */
const mostDifference = 4;

/** A result, encoded, and its own size. */
interface EncodedResult extends PixelSize {
  readonly file: Buffer;
}

type Blankness = 'transparent' | 'one-colour' | null;

/** libvips unpacks larger ones into a file, and a worker may write none. Pixels. */
const mostUnpacked = 20_000_000;
/** The edges of the box that those are looked at in. */
const smallEdge = 2000;

/** What is drawn stays: a line is paler then, but far from what is around it. */
async function statsOf({ file, width, height }: EncodedResult) {
  if (width * height <= mostUnpacked) return sharp(file).stats();
  const { data, info } = await sharp(file, { limitInputPixels: false, sequentialRead: true })
    .resize(smallEdge, smallEdge, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info }).stats();
}

/** Looks at pixels only where the file is short enough to have none worth looking at. */
async function blanknessOf(result: EncodedResult): Promise<Blankness> {
  const { file, width, height } = result;
  if (file.length > mostOfOneColour.file + mostOfOneColour.pixel * width * height) return null;
  const { channels } = await statsOf(result);
  const alpha = channels.length % 2 === 0 ? channels.at(-1) : null;
  if (alpha?.max === 0) return 'transparent';
  const isFlat = channels.every(({ min, max }) => max - min <= mostDifference);
  return isFlat ? 'one-colour' : null;
}

const sampleCount = 65_536;

/** Bytes that the content cannot be told in fewer of, by how evenly its bytes are spread (Shannon). */
export function contentBytes(bytes: Buffer): number {
  const counts = new Uint32Array(256);
  const step = Math.max(1, Math.floor(bytes.length / sampleCount));
  let seen = 0;
  for (let at = 0; at < bytes.length; at += step, seen += 1) {
    const byte = bytes[at] ?? 0;
    counts[byte] = (counts[byte] ?? 0) + 1;
  }
  const bits = counts.reduce(
    (sum, count) => (count === 0 ? sum : sum - (count / seen) * Math.log2(count / seen)),
    0,
  );
  return (bits / 8) * bytes.length;
}

/** What a file of one colour may hold besides its pixels: a profile, a header. Bytes, and bytes a pixel. */
const mostAround = { file: 4096, pixel: 0.02 };
/** No pixel says more than five samples of 32 bits; the rest of a small picture's file is profiles and notes. Bytes. */
const mostOfPixel = 20;
/** Read by what everybody reads them with, and often with much that is no picture: previews, profiles, notes. */
const wellKnown: ReadonlySet<string> = new Set(['jpeg', 'png', 'gif', 'webp']);

function holdsMore(source: Buffer, header: Header): boolean {
  const { format, width, height, hasNoPictures } = header;
  // A page may well be empty, whatever is on the others.
  if (format === 'pdf') return !hasNoPictures && source.includes('/Image');
  const pixels = width * height;
  const content = Math.min(contentBytes(source), mostOfPixel * pixels);
  return content > mostAround.file + mostAround.pixel * pixels;
}

/** Whether a result shows one colour, or nothing, though its source seems to hold more than that. */
export async function seemsBlank(
  result: EncodedResult,
  source: Buffer,
  header: Header,
): Promise<boolean> {
  // First, so that ordinary photographs pay nothing.
  if (wellKnown.has(header.format)) return false;
  const blankness = await blanknessOf(result);
  // Nobody draws nothing.
  if (header.format === 'svg') return blankness === 'transparent';
  return blankness !== null && holdsMore(source, header);
}
