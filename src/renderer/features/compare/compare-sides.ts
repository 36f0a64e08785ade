import type { PreviewPicture } from '../../../shared/ipc/answers.ts';
import { isShownWhole, largePx, showsWholeSource } from '../../../shared/task/full-picture.ts';
import { outputsOf } from '../../../shared/task/outputs-of.ts';
import { mostWholePixels, type PicturePart } from '../../../shared/task/picture-part.ts';
import type { Recipe } from '../../../shared/task/recipe.ts';
import { sizeAsShown } from '../../../shared/task/standing.ts';
import { asItStands, isTurned } from '../../../shared/task/turning.ts';
import type { Output, Task } from '../../../shared/task/task.ts';
import { thumbline } from '../../store/bridge.ts';
import { outputUrl, pictureUrl } from '../tasks/task-picture.tsx';
import type { Size } from './compare-view.ts';
import { isLikeCard } from './like-card.ts';

/** One of the two pictures: the source, or one of the task's results by its place. */
export type Side = 'source' | number;

/** How one side is drawn: `url` stretched over all of it, and parts over that where one looks closer. */
export interface Layer {
  readonly url: string;
  /** A small one that is likely there at once; null where `url` is. */
  readonly quickUrl: string | null;
  /** In its own pixels. */
  readonly size: Size;
  /** How many of them `url` has from side to side. */
  readonly copyWidth: number;
  /** Null where `url` is all there is. */
  readonly partUrl: ((part: PicturePart) => string) | null;
}

/** A task with results to look at. */
export interface Compared {
  readonly task: Task;
  readonly recipe: Recipe | null;
}

/** What the source may be compared as; a result kept from an earlier run does not say. */
const sourceOf = (task: Task) => (task.status === 'succeeded' ? task.source : null);

/** What is larger is a copy that fits in `largePx`. */
const copyWidthOf = ({ width, height }: Size) =>
  width * Math.min(1, largePx / Math.max(width, height));

/** One that has every pixel that can be had: all of them, unless a page may not hold so many. */
const whole = (url: string, { width, height }: Size): Layer => ({
  url,
  quickUrl: null,
  size: { width, height },
  copyWidth: width * height <= mostWholePixels ? width : copyWidthOf({ width, height }),
  partUrl: null,
});

function sourceLayer({ task, recipe }: Compared, output: Output, at: number): Layer {
  const source = sourceOf(task);
  const isWhole = source !== null && recipe !== null && showsWholeSource(source, output, recipe);
  if (isWhole || recipe === null) {
    const size = source ? sizeAsShown(source) : output;
    return {
      url: thumbline.pictureUrl(task, 'source'),
      quickUrl: thumbline.pictureUrl(task, 'source-tile'),
      size,
      copyWidth: copyWidthOf(size),
      // Parts are cut out of the picture as its file has it.
      partUrl:
        source && !isTurned(source.turning ?? asItStands)
          ? (part) => thumbline.pictureUrl(task, { of: 'source', part })
          : null,
    };
  }
  return whole(thumbline.pictureUrl(task, { original: at }), output);
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
  const { task } = compared;
  const url = thumbline.pictureUrl(task, { whole: side });
  const isLarge = output.width * output.height > mostWholePixels;
  const smallUrl = isShownWhole(output) ? null : outputUrl(task, side);
  // The page has the card's picture already.
  const quickUrl = isLikeCard(task, output, compared.recipe) ? pictureUrl(task) : smallUrl;
  if (!isLarge) return { ...whole(url, output), quickUrl };
  return {
    url,
    quickUrl,
    size: output,
    copyWidth: copyWidthOf(output),
    partUrl: (part) => thumbline.pictureUrl(task, { of: side, part }),
  };
}

/** A result that is tried out: as the page gets it, whole or a copy. */
export const trialLayer = (picture: PreviewPicture): Layer => whole(picture.url, picture);

/** The result that is looked at first: the largest. */
export function firstResult(task: Task): number {
  const pixels = outputsOf(task).map(({ width, height }) => width * height);
  return Math.max(0, pixels.indexOf(Math.max(...pixels)));
}
