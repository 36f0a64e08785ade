import sharp, { type Sharp } from 'sharp';
import { isIconFormat } from '../../shared/formats/formats.ts';
import type { FailOn, Header, Picture, PixelSize } from '../decoding/decoder.ts';
import type { OutputPlan } from './plan-output.ts';
import { hasSoftAlpha, withWideSamples } from './soft-alpha.ts';
import { shrinksFast } from './shrink-on-load.ts';

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

/** `decode` is called again where pixels are so transparent that 8 bits of their colours would not stay. */
async function pixelsInMemory(decode: () => Sharp, isScaled: boolean): Promise<() => Sharp> {
  const { data, info } = await decode().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const options = { raw: { width, height, channels }, limitInputPixels: false };
  const hasAlpha = channels === 2 || channels === 4;
  if (!isScaled || !hasAlpha || !hasSoftAlpha(data, channels)) return () => sharp(data, options);
  const wide = await withWideSamples(decode())
    .toColourspace('rgb16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  const samples = new Uint16Array(wide.data.buffer, wide.data.byteOffset, wide.data.length / 2);
  const raw = { width, height, channels: wide.info.channels };
  return () => sharp(samples, { raw, limitInputPixels: false });
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
  failOn: FailOn,
): Promise<() => Sharp> {
  const wanted = sizeForAll(plans, picture.header);
  const isAlone = plans.length === 1 && !plans.some(({ planned }) => isIconFormat(planned.format));
  if (isAlone) return () => picture.pipeline(wanted, failOn);
  const decode = () =>
    picture.pipeline(wanted, failOn).resize(wanted.width, wanted.height, {
      fit: 'fill',
      fastShrinkOnLoad: shrinksFast(picture.header, 1, wanted),
    });
  const { width, height } = picture.header;
  return pixelsInMemory(decode, wanted.width !== width || wanted.height !== height);
}
