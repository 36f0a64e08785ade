import type { Buffer } from 'node:buffer';
import type { Sharp } from 'sharp';
import { ok, type Result } from '../../shared/result.ts';
import type { Care, Picture } from '../decoding/decoder.ts';
import type { Refusal } from '../refusal.ts';
import { encode } from './encode.ts';
import type { OutputPlan } from './plan-output.ts';
import { resize } from './resize.ts';
import { decodeFor } from './shared-decode.ts';

/** The encoded files in the order of the plans. */
export interface Rendered {
  readonly files: readonly Buffer[];
  readonly isDamaged: boolean;
}

async function renderAll(
  picture: Picture,
  plans: readonly OutputPlan[],
  care: Care,
): Promise<readonly Buffer[]> {
  const source = await decodeFor(plans, picture, care);
  const render = (plan: OutputPlan, pipeline: Sharp) =>
    encode(resize(pipeline, plan), plan.planned.format, plan.recipe.quality).toBuffer();
  const files: Buffer[] = [];
  // One after the other: the worker has one thread for pixels, and less is held in memory.
  for (const plan of plans) files.push(await render(plan, source()));
  return files;
}

/**
 * Every output of one picture, in memory. A picture with recoverable faults is read a second time, leniently, and
 * called damaged; one that ends too early fails, since part of it would be made up.
 */
export async function renderOutputs(
  picture: Picture,
  plans: readonly OutputPlan[],
): Promise<Result<Rendered, Refusal>> {
  if (picture.care === 'strict') {
    try {
      return ok({ files: await renderAll(picture, plans, 'strict'), isDamaged: false });
    } catch {
      // What the lenient attempt says is about the fault that really stands in the way.
    }
  }
  try {
    return ok({ files: await renderAll(picture, plans, 'lenient'), isDamaged: true });
  } catch (error) {
    return picture.refuse(error);
  }
}
