import type { ResizeOptions, Sharp } from 'sharp';
import type { Position } from '../../shared/task/recipe.ts';
import { backgroundOf, type Colour } from './background.ts';
import { focalCrop } from './focal-crop.ts';
import type { OutputPlan } from './plan-output.ts';

const isStrategy = (position: Position) => position === 'attention' || position === 'entropy';

function resizeOptions(plan: OutputPlan, background: Colour): ResizeOptions {
  const { recipe, layout, isMoving } = plan;
  const { fit, position, withoutEnlargement } = recipe;
  const { scaled, size } = layout;
  const isWhole = scaled.width === size.width && scaled.height === size.height;
  if (isWhole) return { fit: 'fill' };
  const place = isStrategy(position) ? 'centre' : position;
  // What draws the eye differs from frame to frame; a film must not jump.
  if (fit === 'cover') return { fit, position: isMoving ? place : position };
  return { fit: 'contain', position: place, background, withoutEnlargement };
}

/** Scales, crops and pads to exactly the planned size. Exact edges are given, so that no rounding is left to chance. */
export function resize(pipeline: Sharp, plan: OutputPlan): Sharp {
  const { recipe, layout } = plan;
  const background = backgroundOf(plan);
  const { r, g, b, alpha } = background;
  const ground = alpha === 1 ? pipeline.flatten({ background: { r, g, b } }) : pipeline;
  if (recipe.fit === 'cover' && recipe.focalPoint) {
    const { width, height } = layout.scaled;
    return ground
      .resize(width, height, { fit: 'fill' })
      .extract(focalCrop(layout, recipe.focalPoint));
  }
  return ground.resize(layout.size.width, layout.size.height, resizeOptions(plan, background));
}
