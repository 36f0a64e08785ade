import type { Engine } from '../../engine/index.ts';
import { isIconFormat } from '../../shared/formats/formats.ts';
import { isShownWhole, largePx } from '../../shared/task/full-picture.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import { mostWholePixels } from '../../shared/task/picture-part.ts';
import { Recipe } from '../../shared/task/recipe.ts';
import { standingOf } from '../../shared/task/standing.ts';
import { iconFit } from '../../shared/task/srcset.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import type { ComparedPicture } from './picture-address.ts';
import type { makeSmallPictures } from './small-pictures.ts';

type ComparingEngine = Pick<Engine, 'findBatch' | 'focalPoint' | 'preview'>;

interface ComparingSources {
  readonly engine: ComparingEngine;
  readonly smallPicture: ReturnType<typeof makeSmallPictures>;
}

/** Every pixel as it is; the files are for the screen only, so they need not be small. */
const asItIs = { format: 'png', effort: 0, withoutEnlargement: true } as const;

/** The edges at which a picture of that shape has no more pixels than a page may hold. */
function withinLimit({ width, height }: Pick<Output, 'width' | 'height'>) {
  const scale = Math.min(1, Math.sqrt(mostWholePixels / (width * height)));
  return {
    width: Math.max(1, Math.floor(width * scale)),
    height: Math.max(1, Math.floor(height * scale)),
  };
}

/** The recipe that makes of the source what the output shows, without encoding it again. */
async function originalRecipe(
  engine: ComparingEngine,
  task: Task,
  output: Output,
): Promise<Recipe | null> {
  const batch = engine.findBatch(task.batchId);
  const asked = batch?.recipe.outputs.find(({ name }) => name === output.name);
  if (!batch || !asked) return null;
  const { fit, position, background } = asked;
  const focalPoint = (await engine.focalPoint(task.id)) ?? asked.focalPoint;
  const shape = {
    ...withinLimit(output),
    fit: isIconFormat(output.format) ? iconFit(fit) : fit,
    position,
    focalPoint,
    background,
  };
  const { trim, page } = batch.recipe;
  const { turn, flip } = standingOf(task, batch.recipe);
  return Recipe.parse({ trim, page, turn, flip, outputs: [{ ...asItIs, ...shape }] });
}

/** A key has one picture: asking for another part of the same one ends the older request. */
async function madeFor(
  engine: ComparingEngine,
  key: string,
  wanted: { readonly sourcePath: string; readonly recipe: Recipe },
): Promise<string | null> {
  const preview = await engine.preview(key, { ...wanted, output: 0 });
  return preview.ok ? preview.value.path : null;
}

/** The file of a picture that is compared at full size; null when there is none. */
export async function comparedPicture(
  { engine, smallPicture }: ComparingSources,
  task: Task,
  wanted: ComparedPicture,
): Promise<string | null> {
  const output = outputsOf(task)[wanted.output];
  if (output === undefined) return null;
  if (wanted.kind === 'whole') {
    if (isShownWhole(output)) return output.path;
    // What is looked at closely there comes in parts.
    if (output.width * output.height > mostWholePixels) {
      const key = `large:${task.id}:${output.name}`;
      return smallPicture({ key, sourcePath: output.path, edgePx: largePx });
    }
    const recipe = Recipe.parse({
      outputs: [{ ...asItIs, ...withinLimit(output), fit: 'inside' }],
    });
    return madeFor(engine, `whole:${wanted.output}`, { sourcePath: output.path, recipe });
  }
  const recipe = await originalRecipe(engine, task, output);
  return (
    recipe && madeFor(engine, `original:${wanted.output}`, { sourcePath: task.sourcePath, recipe })
  );
}
