import { formats, isIconFormat, keepsFrames, sameFormat } from '../../shared/formats/formats.ts';
import type { OutputRecipe } from '../../shared/task/recipe.ts';
import type { Header } from '../decoding/decoder.ts';
import { planIcon } from './icon/plan-icon.ts';
import type { OutputPlan } from './output-plan.ts';
import { layOut } from './output-size.ts';

export function planOutput(recipe: OutputRecipe, header: Header): OutputPlan {
  const { format } = recipe;
  if (isIconFormat(format)) return planIcon(recipe, header, format);
  const layout = layOut(recipe, header);
  const written = format === 'same' ? sameFormat(header.format, header.hasAlpha) : format;
  const isMoving = keepsFrames(recipe, header, written);
  const saysColours = formats[written].writes.profile && !isMoving;
  return {
    recipe,
    layout,
    planned: { ...layout.size, format: written },
    isMoving,
    colours: saysColours ? recipe.colourSpace : 'srgb',
  };
}
