import type { ExtendOptions, ResizeOptions, Sharp } from 'sharp';
import type { Position } from '../../shared/task/recipe.ts';
import { backgroundOf, type Colour } from './background.ts';
import { focalCrop } from './focal-crop.ts';
import type { Header } from '../decoding/decoder.ts';
import type { OutputPlan } from './output-plan.ts';
import { shrinksFast } from './shrink-on-load.ts';

const isStrategy = (position: Position) => position === 'attention' || position === 'entropy';

function cropOptions({ recipe, isMoving }: OutputPlan): ResizeOptions {
  const { position } = recipe;
  // What draws the eye differs from frame to frame; a film must not jump.
  return { fit: 'cover', position: isMoving && isStrategy(position) ? 'centre' : position };
}

/** Where the room around a padded picture goes, along one axis. */
function roomBefore(room: number, position: Position, [start, end]: readonly [string, string]) {
  if (position.includes(start)) return 0;
  return position.includes(end) ? room : Math.floor(room / 2);
}

function padding({ layout, recipe }: OutputPlan, background: Colour): ExtendOptions {
  const { scaled, size } = layout;
  const [across, down] = [size.width - scaled.width, size.height - scaled.height];
  const left = roomBefore(across, recipe.position, ['left', 'right']);
  const top = roomBefore(down, recipe.position, ['top', 'bottom']);
  return { left, right: across - left, top, bottom: down - top, background };
}

/** Grey pictures have no colours to give to what is around or behind them, so they get some. */
async function withRoomForColour(pipeline: Sharp): Promise<Sharp> {
  const { space } = await pipeline.metadata();
  return space === 'b-w' || space === 'grey16' ? pipeline.pipelineColourspace('rgb16') : pipeline;
}

/** Before the picture is scaled. */
export function prepareGround(pipeline: Sharp, plan: OutputPlan): Sharp | Promise<Sharp> {
  const { r, g, b } = backgroundOf(plan);
  return r === g && g === b ? pipeline : withRoomForColour(pipeline);
}

/** Scales, crops and pads to exactly the planned size. Exact edges are given, so that no rounding is left to chance. */
export function resize(pipeline: Sharp, plan: OutputPlan, source: Header): Sharp {
  const { recipe, layout, isMoving } = plan;
  const { scaled, size } = layout;
  const background = backgroundOf(plan);
  const { r, g, b, alpha } = background;
  const ground = alpha === 1 ? pipeline.flatten({ background: { r, g, b } }) : pipeline;
  const fastShrinkOnLoad = shrinksFast(source, isMoving ? source.pages : 1, scaled);
  const isWhole = scaled.width === size.width && scaled.height === size.height;
  if (recipe.fit === 'cover' && !recipe.focalPoint && !isWhole)
    return ground.resize(size.width, size.height, { ...cropOptions(plan), fastShrinkOnLoad });
  const whole = ground.resize(scaled.width, scaled.height, { fit: 'fill', fastShrinkOnLoad });
  if (recipe.fit === 'cover' && recipe.focalPoint)
    return whole.extract(focalCrop(layout, recipe.focalPoint));
  return isWhole ? whole : whole.extend(padding(plan, background));
}
