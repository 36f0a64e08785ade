import { hasQuality } from '../../../shared/formats/formats.ts';
import type { OutputPlan } from '../output-plan.ts';

/** Whether the quality of an output is looked for. What moves has too many frames for that. */
export function asksForLook({ recipe, planned: { format }, isMoving }: OutputPlan): boolean {
  return recipe.looksSame && !isMoving && hasQuality(format, recipe);
}
