import { readFile, rm, stat } from 'node:fs/promises';
import type { LeftBehind } from '../../../shared/task/saving.ts';
import { Recipe } from '../../../shared/task/recipe.ts';
import type { Output, Task } from '../../../shared/task/task.ts';
import { isAsMade } from '../../as-made.ts';
import type { Engine } from '../../engine.ts';
import { toNative } from '../../paths.ts';
import type { SheetPicture } from './sheet-html.ts';

/** Sharp on a screen, and about 200 dots per inch on paper. Pixels. */
const edgePx = 256;

const small = Recipe.parse({
  outputs: [{ name: 'sheet', width: edgePx, height: edgePx, format: 'webp', quality: 80 }],
});

/** Makes the small picture that stands for a task: of its largest result that is as it was made, else of the source. */
export interface SheetPictures {
  make(
    task: Task,
    outputs: readonly Output[],
  ): Promise<{ readonly picture: SheetPicture | null; readonly missing: readonly LeftBehind[] }>;
}

const area = ({ width, height }: Output) => width * height;

async function whyMissing(output: Output, finishedAt: number): Promise<LeftBehind | null> {
  const facts = await stat(toNative(output.path)).catch(() => null);
  if (!facts) return { path: output.path, reason: 'gone' };
  const isSame = isAsMade(facts, { ...output, finishedAt });
  return isSame ? null : { path: output.path, reason: 'changed' };
}

let sheetCount = 0;

/** Pictures of one sheet, made one at a time by the worker that makes previews. */
export function createSheetPictures(preview: Engine['preview']): SheetPictures {
  const key = `contact-sheet-${(sheetCount += 1)}`;

  async function picture(sourcePath: string): Promise<SheetPicture | null> {
    const made = await preview(key, { sourcePath, recipe: small, output: 0 });
    if (!made.ok) return null;
    const { path, width, height } = made.value;
    const bytes = await readFile(path).catch(() => null);
    await rm(path, { force: true });
    return bytes && { type: 'image/webp', bytes, width, height };
  }

  return {
    async make(task, outputs) {
      const finishedAt = 'finishedAt' in task ? task.finishedAt : 0;
      const missing: LeftBehind[] = [];
      for (const output of outputs.toSorted((a, b) => area(b) - area(a))) {
        const reason = await whyMissing(output, finishedAt);
        if (reason) missing.push(reason);
        else return { picture: await picture(output.path), missing };
      }
      return { picture: await picture(task.sourcePath), missing };
    },
  };
}
