import type { Output, Task } from './task.ts';
import { formats, isIconFormat } from '../formats/formats.ts';
import { displayName } from '../paths/display-path.ts';

/** The files that a task made: all of them, or those that stand when others failed. */
export function outputsOf(task: Task): readonly Output[] {
  if (task.status === 'succeeded') return task.outputs;
  return task.status === 'skipped' ? [] : (task.partly?.outputs ?? []);
}

/** The files that came out larger than the picture they were made from, where that says anything (see `ResultNote`). */
export function largerOutputs(task: Task): readonly Output[] {
  if (task.status !== 'succeeded' || !task.notes.includes('larger-than-source')) return [];
  const sourceBytes = task.sizeBytes ?? Infinity;
  return task.outputs.filter(
    ({ format, sizeBytes }) => !isIconFormat(format) && sizeBytes > sourceBytes,
  );
}

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

/** What people call the task's source: the name it was sent with, or that of its file. */
export function taskName(task: Pick<Task, 'name' | 'sourcePath'>): string {
  return task.name ?? displayName(task.sourcePath);
}
