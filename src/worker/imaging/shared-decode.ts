import sharp, { type Raw, type Sharp } from 'sharp';
import type { ColourSpace } from '../../shared/formats/encoding.ts';
import { isIconFormat } from '../../shared/formats/formats.ts';
import type { FailOn, Header, Picture, PixelSize } from '../decoding/decoder.ts';
import type { Convert } from '../decoding/colour/conversion.ts';
import { toDisplayP3 } from './display-p3.ts';
import type { OutputPlan } from './output-plan.ts';
import { hasSoftAlpha, type Open, withWideSamples } from './soft-alpha.ts';
import { mostHeldFaint, mostHeldFreely } from './result-bytes.ts';
import { loadedPixels, shrinksFast } from './shrink-on-load.ts';

/**
 * The smallest picture, in the source's own shape, from which every output can be made without enlarging it. Only a
 * drawing gains from being larger than it says.
 */
function sizeForAll(plans: readonly OutputPlan[], header: Header): PixelSize {
  const scaled = plans.map(({ layout }) => layout.scaled);
  const width = Math.max(...scaled.map((size) => size.width));
  const height = Math.max(...scaled.map((size) => size.height));
  const factor = Math.max(width / header.width, height / header.height);
  if (factor >= 1 && header.format !== 'svg') return { width: header.width, height: header.height };
  // The largest output is then made without a second scaling.
  const isLargest = ({ recipe, layout }: OutputPlan) =>
    recipe.fit !== 'fill' && layout.scaled.width === width && layout.scaled.height === height;
  if (plans.some(isLargest)) return { width, height };
  return { width: Math.ceil(header.width * factor), height: Math.ceil(header.height * factor) };
}

/** In memory, with 8 or 16 bits. */
interface Pixels {
  readonly samples: Uint8Array | Uint16Array;
  readonly raw: Raw;
}

async function wideInMemory(
  pipeline: Sharp,
  samples: 'rgb16' | 'grey16' = 'rgb16',
): Promise<Pixels> {
  const wide = pipeline.toColourspace(samples).raw({ depth: 'ushort' });
  const { data, info } = await wide.toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return {
    samples: new Uint16Array(data.buffer, data.byteOffset, data.length / 2),
    raw: { width, height, channels },
  };
}

/** `decode` is called again where pixels are so transparent that 8 bits of their colours would not stay. */
async function inMemory(decode: () => Sharp, isScaled: boolean): Promise<Pixels> {
  const { data, info } = await decode().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const hasAlpha = channels === 2 || channels === 4;
  if (isScaled && hasAlpha && hasSoftAlpha(data, channels))
    return wideInMemory(withWideSamples(decode()));
  return { samples: data, raw: { width, height, channels } };
}

/** With less to convert it would not make up for holding the pixels in memory. */
const leastSaved = 100_000;
/** The same of grey with 16 bits, which cannot be converted in another way. */
const mostGreyHeld = 40_000_000;

function converted({ samples, raw }: Pixels, convert: Convert, into: ColourSpace): Pixels {
  return { samples: convert({ data: samples, channels: raw.channels }, into), raw };
}

/** What the decoded pixels are for. */
interface Use {
  readonly failOn: FailOn;
  readonly colours: ColourSpace;
}

/** Scaled in its own colours, and these brought to those of the outputs after that; null where it is not worth it. */
function convertedLate(
  { header, lateColours }: Picture,
  wanted: PixelSize,
  { failOn, colours }: Use,
): Promise<Pixels> | null {
  if (!lateColours) return null;
  const { times, wide, convert } = lateColours;
  const larger = { width: wanted.width * times, height: wanted.height * times };
  const isWorthIt = loadedPixels(header, larger) >= larger.width * larger.height + leastSaved;
  const isLargest = larger.width > header.width || larger.height > header.height;
  const { width, height } = isLargest ? header : larger;
  // sharp converts 16 bits at once by way of Display P3, and less exactly; to Display P3 there is no other way.
  const mostColour = header.hasAlpha || header.isWide ? mostHeldFaint : mostHeldFreely;
  const most = wide === 'grey16' ? mostGreyHeld : mostColour;
  // Only what is held in sRGB can be scaled with so many bits that faint colours stay.
  const isBetter =
    (convert || isWorthIt || wide !== null || header.hasAlpha) && width * height <= most;
  if (!isBetter && colours === 'srgb') return null;
  const fastShrinkOnLoad = shrinksFast(header, 1, { width, height });
  const decode = () =>
    lateColours
      .pipeline({ width, height }, failOn, colours)
      .resize(width, height, { fit: 'fill', fastShrinkOnLoad });
  const pixels = wide ? wideInMemory(decode(), wide) : inMemory(decode, true);
  return convert ? pixels.then((asStored) => converted(asStored, convert, colours)) : pixels;
}

/**
 * Where each output's still pixels come from: the picture itself for one output; for several, and for
 * the many sizes of an icon, one decode of it that
 * is as small as the largest allows, held in memory. The smaller ones made from that cannot be told from ones made of
 * the whole picture.
 */
export async function decodeFor(
  plans: readonly OutputPlan[],
  picture: Picture,
  use: Use,
): Promise<Open> {
  const { failOn, colours } = use;
  const wanted = sizeForAll(plans, picture.header);
  const late = convertedLate(picture, wanted, use);
  if (late) return opening(await late);
  const isAlone = plans.length === 1 && !plans.some(({ planned }) => isIconFormat(planned.format));
  if (isAlone && colours === 'srgb') return () => picture.pipeline(wanted, failOn);
  const decode = () =>
    picture.pipeline(wanted, failOn).resize(wanted.width, wanted.height, {
      fit: 'fill',
      fastShrinkOnLoad: shrinksFast(picture.header, 1, wanted),
    });
  const { format, width, height, hasProfile = false } = picture.header;
  const isScaled = wanted.width !== width || wanted.height !== height;
  const pixels = await inMemory(decode, isScaled && format !== 'svg' && !hasProfile);
  if (colours === 'display-p3') toDisplayP3(pixels.samples, pixels.raw.channels);
  return opening(pixels);
}

function opening({ samples, raw }: Pixels): Open {
  const open = () => sharp(samples, { raw, limitInputPixels: false });
  return Object.assign(open, { isHeld: true as const });
}
