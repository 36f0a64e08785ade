import type { ReadLimits } from '../../shared/worker/messages.ts';
import type { Header } from '../decoding/decoder.ts';
import { refuse } from '../../shared/worker/refusal.ts';
import type { OutputPlan } from './output-plan.ts';

/** All frames of a film are in memory at once, so their pixels count together. Null when that is few enough. */
export function refuseFrames(
  plans: readonly OutputPlan[],
  { width, height, pages }: Header,
  { maxPixels }: ReadLimits,
): ReturnType<typeof refuse> | null {
  const isTooLarge = plans.some(({ isMoving }) => isMoving) && width * height * pages > maxPixels;
  return isTooLarge
    ? refuse('image-too-large', `${pages} frames of ${width} × ${height} pixels`)
    : null;
}
