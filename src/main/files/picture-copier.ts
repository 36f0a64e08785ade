import { readFile } from 'node:fs/promises';
import type { Engine } from '../../engine/index.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { ok, type Result } from '../../shared/result.ts';
import { Recipe } from '../../shared/task/recipe.ts';
import type { Output } from '../../shared/task/task.ts';
import type { Clipboard } from './clipboard.ts';

export type PictureCopier = (output: Output) => Promise<Result<void, Problem>>;

/** Clipboards take PNG whatever the file is, so the worker makes one of the same size. */
export function copyPicturesTo(
  clipboard: Clipboard,
  engine: Pick<Engine, 'preview'>,
): PictureCopier {
  return async ({ path, width, height }) => {
    const recipe = Recipe.parse({ outputs: [{ name: 'copy', width, height, format: 'png' }] });
    const picture = await engine.preview('copy', { sourcePath: path, recipe, output: 0 });
    if (!picture.ok) return refuse('not-possible', 'The picture cannot be read any more.');
    return ok(await clipboard.writePng(await readFile(picture.value.path)));
  };
}
