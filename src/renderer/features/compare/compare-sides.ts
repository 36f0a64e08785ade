import type { PreviewPicture } from '../../../shared/ipc/answers.ts';
import { isShownWhole, showsWholeSource } from '../../../shared/task/full-picture.ts';
import { outputsOf } from '../../../shared/task/outputs-of.ts';
import type { Recipe } from '../../../shared/task/recipe.ts';
import type { Output, Task } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';

/** One of the two pictures: the source, or one of the task's results by its place. */
export type Side = 'source' | number;

/** How one side is drawn: `url` stretched over all of it. */
export interface Layer {
  readonly url: string;
  /** Its own pixels are shown as they are when one looks closely. */
  readonly isExact: boolean;
}

/** A task with results to look at. */
export interface Compared {
  readonly task: Task;
  readonly recipe: Recipe | null;
}

/** What the source may be compared as; a result kept from an earlier run does not say. */
const sourceOf = (task: Task) => (task.status === 'succeeded' ? task.source : null);

function sourceLayer({ task, recipe }: Compared, output: Output, at: number): Layer {
  const source = sourceOf(task);
  const isWhole = source !== null && recipe !== null && showsWholeSource(source, output, recipe);
  if (isWhole || recipe === null) {
    return { url: thumbline.pictureUrl(task, 'source'), isExact: false };
  }
  return { url: thumbline.pictureUrl(task, { original: at }), isExact: true };
}

/** How a side is drawn beside the result that it is compared with. */
export function layerOf(compared: Compared, side: Side, beside: number): Layer | null {
  const outputs = outputsOf(compared.task);
  if (side === 'source') {
    const output = outputs[beside];
    return output ? sourceLayer(compared, output, beside) : null;
  }
  const output = outputs[side];
  if (!output) return null;
  return {
    url: thumbline.pictureUrl(compared.task, { whole: side }),
    isExact: isShownWhole(output),
  };
}

/** A result that is tried out: as the page gets it, whole or a copy. */
export const trialLayer = (picture: PreviewPicture): Layer => ({
  url: picture.url,
  isExact: true,
});

/** The result that is looked at first: the largest. */
export function firstResult(task: Task): number {
  const pixels = outputsOf(task).map(({ width, height }) => width * height);
  return Math.max(0, pixels.indexOf(Math.max(...pixels)));
}
