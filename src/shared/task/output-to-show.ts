import { formats } from '../formats/formats.ts';
import type { Output, Task } from './task.ts';

/** A tile on a sharp screen is about this wide; a smaller picture would look soft. Pixels. */
const tilePx = 320;
const largestShownPx = 1024;
const largestShownBytes = 1_000_000;

const longEdge = (output: Output) => Math.max(output.width, output.height);

/** A large file is not worth decoding for a tile. */
export function isShownAsItIs(output: Output): boolean {
  return (
    formats[output.format].isShown &&
    longEdge(output) <= largestShownPx &&
    output.sizeBytes <= largestShownBytes
  );
}

/** The output that stands for the task in a list; null if there is none. */
export function outputToShow(task: Task): Output | null {
  return task.status === 'succeeded' ? bestForTile(task.outputs) : null;
}

/** The smallest that fills a tile, else the largest; null if there is none. */
export function bestForTile(outputs: readonly Output[]): Output | null {
  const shown = outputs.filter(isShownAsItIs);
  const candidates = (shown.length > 0 ? shown : outputs).toSorted(
    (a, b) => longEdge(a) - longEdge(b),
  );
  return candidates.find((output) => longEdge(output) >= tilePx) ?? candidates.at(-1) ?? null;
}
