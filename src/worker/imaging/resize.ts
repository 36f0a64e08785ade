import type { ResizeOptions, Sharp } from 'sharp';
import type { Position } from '../../shared/task/recipe.ts';
import { backgroundOf, type Colour } from './background.ts';
import type { OutputPlan } from './plan-output.ts';

const isStrategy = (position: Position) => position === 'attention' || position === 'entropy';

function resizeOptions({ recipe, layout }: OutputPlan, background: Colour): ResizeOptions {
  const { fit, position, withoutEnlargement } = recipe;
  const { scaled, size } = layout;
  const isWhole = scaled.width === size.width && scaled.height === size.height;
  if (isWhole) return { fit: 'fill' };
  if (fit === 'cover') return { fit, position };
  const place = isStrategy(position) ? 'centre' : position;
  return { fit: 'contain', position: place, background, withoutEnlargement };
}

/** Scales, crops and pads to exactly the planned size. Exact edges are given, so that no rounding is left to chance. */
export function resize(pipeline: Sharp, plan: OutputPlan): Sharp {
  const { width, height } = plan.layout.size;
  const background = backgroundOf(plan);
  const { r, g, b, alpha } = background;
  const ground = alpha === 1 ? pipeline.flatten({ background: { r, g, b } }) : pipeline;
  return ground.resize(width, height, resizeOptions(plan, background));
}
