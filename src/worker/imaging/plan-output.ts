import { sameFormat } from '../../shared/task/format.ts';
import type { OutputRecipe } from '../../shared/task/recipe.ts';
import type { PlannedOutput } from '../../shared/worker/messages.ts';
import type { Header } from '../decoding/decoder.ts';
import { type Layout, layOut } from './output-size.ts';

/** One output decided: what was asked for, how it is laid out, and what it will be. */
export interface OutputPlan {
  readonly recipe: OutputRecipe;
  readonly layout: Layout;
  readonly planned: PlannedOutput;
}

export function planOutput(recipe: OutputRecipe, header: Header): OutputPlan {
  const layout = layOut(recipe, header);
  const { format } = recipe;
  const written = format === 'same' ? sameFormat(header.format, header.hasAlpha) : format;
  return { recipe, layout, planned: { ...layout.size, format: written } };
}
