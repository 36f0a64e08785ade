import { readFile, rm } from 'node:fs/promises';
import { once } from '../../../shared/once.ts';
import {
  type LeftBehind,
  type LeftBehindReason,
  printedEdgePx,
  sheetOutputName,
} from '../../../shared/task/saving.ts';
import { Recipe } from '../../../shared/task/recipe.ts';
import type { Output, Task } from '../../../shared/task/task.ts';
import type { Previews } from '../../previews/previews.ts';
import type { SheetPicture } from './sheet-html.ts';
import { createMadeFiles } from '../../files/made-files.ts';
import { writtenBy } from '../written-by.ts';

/** Sharp on a screen, and about 200 dots per inch on paper. Pixels. */
const edgePx = 256;

const within = (edge: number) =>
  Recipe.parse({
    outputs: [{ name: 'sheet', width: edge, height: edge, format: 'webp', quality: 80 }],
  });
const small = once(() => within(edgePx));
const printed = once(() => within(printedEdgePx));

/** Makes the small picture that stands for a task: of its largest result that is as it was made, else of the source. */
export interface SheetPictures {
  make(
    task: Task,
    outputs: readonly Output[],
  ): Promise<{ readonly picture: SheetPicture | null; readonly missing: readonly LeftBehind[] }>;
}

/** A file that may be read until it is given back. */
export interface LentFile {
  readonly path: string;
  release(): Promise<void>;
}

/** Where the files of tasks are. */
export interface TaskFiles {
  /** Why it cannot be had, if so. */
  output(task: Task, output: Output): Promise<LentFile | LeftBehindReason>;
  source(task: Task): Promise<LentFile | null>;
}

const area = ({ width, height }: Output) => width * height;

let sheetCount = 0;

/** Pictures of one sheet, made one at a time by the worker that makes previews. */
export function createSheetPictures(preview: Previews['preview'], files: TaskFiles): SheetPictures {
  const key = `contact-sheet-${(sheetCount += 1)}`;

  async function pictureOf(sourcePath: string, recipe: Recipe): Promise<SheetPicture | null> {
    const made = await preview(key, { sourcePath, recipe, output: 0 });
    if (!made.ok) return null;
    const { path, width, height } = made.value;
    const bytes = await readFile(path).catch(() => null);
    await rm(path, { force: true });
    return bytes && { type: 'image/webp', bytes, width, height };
  }

  async function picture(file: LentFile | null, recipe = small()): Promise<SheetPicture | null> {
    if (!file) return null;
    try {
      return await pictureOf(file.path, recipe);
    } finally {
      await file.release();
    }
  }

  return {
    async make(task, outputs) {
      const missing: LeftBehind[] = [];
      for (const output of outputs.toSorted((a, b) => area(b) - area(a))) {
        const file = await files.output(task, output);
        const recipe = output.name === sheetOutputName ? printed() : small();
        if (typeof file !== 'string') return { picture: await picture(file, recipe), missing };
        missing.push({ path: output.path, reason: file });
      }
      return { picture: await picture(await files.source(task)), missing };
    },
  };
}

const lent = (path: string): LentFile => ({ path, release: () => Promise.resolve() });

/** The files of tasks where they were written and read. */
export function filesOnDisk(): TaskFiles {
  const madeFiles = createMadeFiles();
  return {
    output: async (task, output) =>
      (await madeFiles.look(writtenBy(task, output))) ?? lent(output.path),
    source: ({ sourcePath }) =>
      Promise.resolve(madeFiles.isSilent(sourcePath) ? null : lent(sourcePath)),
  };
}
