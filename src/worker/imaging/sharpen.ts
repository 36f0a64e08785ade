import type { Sharp } from 'sharp';
import type { Sharpening } from '../../shared/formats/encoding.ts';
import type { PixelSize } from '../decoding/decoder.ts';
import type { OutputPlan } from './output-plan.ts';

/** Radius of the unsharp mask, as libvips' `sigma`, in pixels of the result. */
const sigmas: Readonly<Record<Exclude<Sharpening, 'none'>, number>> = { soft: 0.6, strong: 1.2 };

/** Gives edges back what shrinking took. A picture that was not shrunk lost nothing and stays as it is. */
export function sharpen(pipeline: Sharp, { recipe, layout }: OutputPlan, source: PixelSize): Sharp {
  const isShrunk = layout.scaled.width < source.width || layout.scaled.height < source.height;
  if (recipe.sharpen === 'none' || !isShrunk) return pipeline;
  return pipeline.sharpen({ sigma: sigmas[recipe.sharpen] });
}
