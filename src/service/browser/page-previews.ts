import { basename } from 'node:path';
import type { Engine, Preview } from '../../engine/index.ts';
import type { RequestInput } from '../../shared/ipc/contract.ts';
import type { PreviewPicture } from '../../shared/ipc/answers.ts';
import type { Problem } from '../../shared/ipc/answers.ts';
import { formats } from '../../shared/formats/formats.ts';
import { failureLine } from '../../shared/task/failure-words.ts';
import { Recipe } from '../../shared/task/recipe.ts';
import { uploadKey } from '../store/keys.ts';
import type { Store } from '../store/store.ts';

interface Shown {
  readonly path: string;
  readonly type: string;
}

/** Pictures that a recipe would make now, for the page; this process makes them, beside any farm. */
export interface PagePreviews {
  make(
    submitter: string,
    request: RequestInput<'recipe:preview'>,
  ): Promise<PreviewPicture | Problem>;
  find(number: number): Shown | null;
}

/** A newer preview of the same person replaces the older; this many people may look at theirs. */
const previewsKept = 50;
const shownEdge = 1024;

/** A picture for the page of a file that browsers do not draw; null where the file itself will do. */
async function drawn(engine: Engine, owner: string, { path, format }: Preview) {
  if (formats[format].isShown) return null;
  const output = { name: 'shown', longEdge: shownEdge, format: 'webp' as const };
  const request = { sourcePath: path, recipe: Recipe.parse({ outputs: [output] }), output: 0 };
  const made = await engine.preview(`shown-${owner}`, request);
  return made.ok ? { path: made.value.path, type: formats.webp.mediaType } : null;
}

const notPossible = (message: string): Problem => ({ code: 'not-possible', message });

export function createPagePreviews(engine: Engine, store: Store): PagePreviews {
  const shown = new Map<number, Shown>();
  let number = 0;

  const keep = (one: Shown): number => {
    number += 1;
    shown.set(number, one);
    shown.delete(number - previewsKept);
    return number;
  };

  return {
    async make(submitter, { taskId, recipe, output, use = 'recipe' }) {
      const task = engine.find(taskId);
      const wanted = recipe.outputs[output];
      if (!task || !wanted)
        return { code: 'not-found', message: 'This task is not there any more.' };
      const borrowed = await store.borrow(uploadKey(taskId));
      if (!borrowed) return notPossible('The upload is not kept any more.');
      const order = { sourcePath: borrowed.path, recipe, output };
      const made = await engine.preview(`page-${use}-${submitter}`, order);
      await borrowed.release();
      if (!made.ok) {
        return notPossible(
          made.problem === 'cancelled'
            ? 'A newer preview took its place.'
            : failureLine(made.problem),
        );
      }
      const { path, format, taken: _taken, ...picture } = made.value;
      const id = keep(
        (await drawn(engine, `${use}-${submitter}`, made.value)) ?? {
          path,
          type: formats[format].mediaType,
        },
      );
      const fileName = `${basename(wanted.name)}.${formats[format].extensions[0]}`;
      return { ...picture, fileName, url: `/app/preview/${id}` };
    },
    find: (wanted) => shown.get(wanted) ?? null,
  };
}
