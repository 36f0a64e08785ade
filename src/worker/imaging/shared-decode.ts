import sharp, { type Sharp } from 'sharp';
import type { Care, Picture, PixelSize } from '../decoding/decoder.ts';
import type { OutputPlan } from './plan-output.ts';

/** The smallest picture, in the source's own shape, from which every output can be made without enlarging it. */
function sizeForAll(plans: readonly OutputPlan[], header: PixelSize): PixelSize {
  const scaled = plans.map(({ layout }) => layout.scaled);
  const width = Math.max(...scaled.map((size) => size.width));
  const height = Math.max(...scaled.map((size) => size.height));
  const factor = Math.max(width / header.width, height / header.height);
  if (factor >= 1) return { width: header.width, height: header.height };
  // The largest output is then made without a second scaling.
  const isLargest = ({ recipe, layout }: OutputPlan) =>
    recipe.fit !== 'fill' && layout.scaled.width === width && layout.scaled.height === height;
  if (plans.some(isLargest)) return { width, height };
  return { width: Math.ceil(header.width * factor), height: Math.ceil(header.height * factor) };
}

/**
 * Where each output's pixels come from: the picture itself for one output; for several, one decode of it that
 * is as small as the largest allows, held in memory.
 */
export async function decodeFor(
  plans: readonly OutputPlan[],
  picture: Picture,
  care: Care,
): Promise<() => Sharp> {
  const wanted = sizeForAll(plans, picture.header);
  if (plans.length === 1) return () => picture.pipeline(wanted, care);
  const { data, info } = await picture
    .pipeline(wanted, care)
    .resize(wanted.width, wanted.height, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return () => sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}
