import type { Buffer } from 'node:buffer';
import type { Sharp } from 'sharp';
import { isIconFormat } from '../../shared/task/icon.ts';
import type { PixelSize } from '../decoding/decoder.ts';
import type { ApplyMetadata } from '../metadata/apply-metadata.ts';
import { defaultQuality, encode, hasQuality } from './encode.ts';
import { fitBytes } from './fit-bytes.ts';
import { renderIcon } from './icon/render-icon.ts';
import type { OutputPlan } from './plan-output.ts';
import { resize } from './resize.ts';
import { sharpen } from './sharpen.ts';

/** One encoded file. `quality` is what a limit of bytes left of it; null where there was no limit. */
export interface RenderedFile {
  readonly file: Buffer;
  readonly quality: number | null;
  readonly isTooLarge: boolean;
}

export interface RenderTools {
  readonly source: PixelSize;
  readonly describe: ApplyMetadata;
}

/** Scales, sharpens, encodes. A limit of bytes costs several encodings but only one scaling. */
export async function renderOutput(
  plan: OutputPlan,
  pipeline: Sharp,
  { source, describe }: RenderTools,
): Promise<RenderedFile> {
  const { recipe, planned } = plan;
  const { format } = planned;
  const { maxBytes } = recipe;
  const isTooLarge = (file: Buffer) => maxBytes !== null && file.length > maxBytes;
  if (isIconFormat(format)) {
    const file = await renderIcon(format, plan, { pipeline, source });
    return { file, quality: null, isTooLarge: isTooLarge(file) };
  }
  const made = describe(sharpen(resize(pipeline, plan), plan, source));
  const highest = recipe.quality ?? defaultQuality[format];
  if (maxBytes === null || !hasQuality(format, recipe)) {
    const file = await encode(made, { format, quality: highest }, recipe).toBuffer();
    return { file, quality: null, isTooLarge: isTooLarge(file) };
  }
  const encodeAt = (quality: number) =>
    encode(made.clone(), { format, quality }, recipe).toBuffer();
  const fitted = await fitBytes(encodeAt, maxBytes, highest);
  return { ...fitted, isTooLarge: isTooLarge(fitted.file) };
}
