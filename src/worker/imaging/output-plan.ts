import type { ColourSpace } from '../../shared/formats/encoding.ts';
import type { OutputRecipe } from '../../shared/task/recipe.ts';
import type { PlannedOutput } from '../../shared/worker/messages.ts';
import type { Header } from '../decoding/decoder.ts';
import type { Layout } from './output-size.ts';

/** One output decided: what was asked for, how it is laid out, and what it will be. */
export interface OutputPlan {
  readonly recipe: OutputRecipe;
  readonly layout: Layout;
  readonly planned: PlannedOutput;
  /** It keeps every frame of the source. */
  readonly isMoving: boolean;
  /** What its numbers mean, from the first pixels to the file. */
  readonly colours: ColourSpace;
  /** Given, only that much of the picture is encoded, to learn how large the file would be. */
  readonly sampledShare?: number;
}

/** More pixels are made of the picture than it has. A drawing has none. */
export function isEnlarged({ layout }: OutputPlan, { width, height, format }: Header): boolean {
  const { scaled } = layout;
  return format !== 'svg' && (scaled.width > width || scaled.height > height);
}
