import { create } from 'zustand';
import { formats, type WritableFormat } from '../../../shared/formats/formats.ts';
import { outputsOf } from '../../../shared/task/outputs-of.ts';
import type { OutputRecipe, Recipe } from '../../../shared/task/recipe.ts';
import type { Output, TaskId } from '../../../shared/task/task.ts';
import type { Compared } from './compare-sides.ts';

/** What is tried on one result; nothing of it is written. */
export interface Trial {
  readonly taskId: TaskId;
  readonly outputName: string;
  readonly quality: number | null;
  readonly format: WritableFormat;
}

interface Tuning {
  readonly isOpen: boolean;
  readonly trial: Trial | null;
  /** What was done with the last trial, for the eye and the screen reader. */
  readonly done: string | null;
}

/** Room enough for the panel beside the pictures. CSS pixels. */
const wideEnough = 1000;

export const useTuning = create<Tuning>(() => ({
  isOpen: innerWidth >= wideEnough,
  trial: null,
  done: null,
}));

/** A result that can be made anew, and what its recipe says. */
export interface Tunable {
  readonly taskId: TaskId;
  readonly output: Output;
  readonly asked: OutputRecipe;
  readonly recipe: Recipe;
}

export function tunableOf({ task, recipe }: Compared, at: number): Tunable | null {
  const output = outputsOf(task)[at];
  const asked = recipe?.outputs.find(({ name }) => name === output?.name);
  if (!recipe || !output || !asked) return null;
  return { taskId: task.id, output, asked, recipe };
}

/** The quality that a format has when nobody says one; null where it has none. */
export const usualQuality = (format: WritableFormat): number | null =>
  formats[format].writes.quality;

/** What the result was made with. */
export function madeWith({ taskId, output, asked }: Tunable): Trial {
  const { name, format } = output;
  const said = asked.looksSame ? null : asked.quality;
  const usual = usualQuality(format);
  const quality = usual === null ? null : (output.quality ?? said ?? usual);
  return { taskId, outputName: name, quality, format };
}

/** The trial of this very result; what it was made with while there is none. */
export function trialOf(tunable: Tunable, trial: Trial | null): Trial {
  const isOwn = trial?.taskId === tunable.taskId && trial.outputName === tunable.output.name;
  return isOwn ? trial : madeWith(tunable);
}

export function isChanged(tunable: Tunable, { quality, format }: Trial): boolean {
  const made = madeWith(tunable);
  return made.quality !== quality || made.format !== format;
}

/** A format without quality keeps none; one that comes to it gets its usual one. */
export function tryOut(tunable: Tunable, change: Partial<Pick<Trial, 'quality' | 'format'>>): void {
  const next = { ...trialOf(tunable, useTuning.getState().trial), ...change };
  const usual = usualQuality(next.format);
  const quality = usual === null ? null : (next.quality ?? usual);
  useTuning.setState({ trial: { ...next, quality }, done: null });
}

/** By so much better or worse; nothing where the format has no quality. */
export function stepQuality(tunable: Tunable, by: number): void {
  const { quality } = trialOf(tunable, useTuning.getState().trial);
  if (quality !== null) tryOut(tunable, { quality: Math.min(100, Math.max(1, quality + by)) });
}

/** What of the recipe the trial changes. */
export function changeOf(
  { output, asked }: Pick<Tunable, 'output' | 'asked'>,
  { quality, format }: Trial,
): Pick<OutputRecipe, 'quality' | 'format' | 'looksSame'> {
  return {
    quality,
    looksSame: false,
    // "Same as source" stays that for the other pictures unless another format was chosen.
    format: format === output.format ? asked.format : format,
  };
}

/** The recipe of the task with the trial in it. */
export function triedRecipe(tunable: Tunable, trial: Trial): Recipe {
  const { recipe, asked } = tunable;
  const outputs = recipe.outputs.map((output) =>
    output === asked ? { ...output, ...changeOf(tunable, trial) } : output,
  );
  return { ...recipe, outputs };
}
