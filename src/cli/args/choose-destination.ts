import { resolve } from 'node:path';
import { pathFromArgument } from '../../engine/files/index.ts';
import { hasDesktopCache } from '../../engine/index.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { desktopPreset } from '../../shared/task/preset.ts';
import type { Destination, Recipe } from '../../shared/task/recipe.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';
import type { Options } from './options.ts';

/** Where the program runs; `system` is Node's name of it. */
export interface Place {
  readonly cwd: string;
  readonly system: string;
}

function chosen(recipe: Recipe, options: Options, cwd: string): Destination {
  const { out, beside, isFlat, isForDesktop } = options;
  if (isForDesktop) return desktopPreset.recipe.destination;
  if (beside !== null) return { kind: 'beside', folderName: beside };
  if (out === null) return recipe.destination;
  return { kind: 'folder', path: resolve(cwd, pathFromArgument(out, cwd)), mirrorsTree: !isFlat };
}

/** Why nothing can go to the desktop's cache as it was asked for; null when it can. */
function desktopProblem({ patch }: Options, system: string): string | null {
  const { fileName, conflict, replacesSource } = patch.recipe;
  if (!hasDesktopCache(system)) return typingWords('onlyLinux');
  const isNamed = fileName !== undefined || conflict === 'rename' || replacesSource === true;
  return isNamed ? typingWords('desktopNames') : null;
}

/** A destination given by option, else the recipe's own; the problem is one line for people. */
export function chooseDestination(
  recipe: Recipe,
  options: Options,
  { cwd, system }: Place,
): Result<Destination, string> {
  const { out, beside, isFlat, isForDesktop } = options;
  if (Number(out !== null) + Number(beside !== null) + Number(isForDesktop) > 1) {
    return notOk(typingWords('onePlace'));
  }
  if (isFlat && out === null)
    return notOk(typingWords('needs', { option: '--flat', other: '--out' }));
  const destination = chosen(recipe, options, cwd);
  const problem = destination.kind === 'desktop-cache' ? desktopProblem(options, system) : null;
  return problem === null ? ok(destination) : notOk(problem);
}
