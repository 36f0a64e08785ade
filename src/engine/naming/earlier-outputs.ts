import { basename, dirname } from 'node:path';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { Output, PartlyMade, Task } from '../../shared/task/task.ts';
import { identityOf } from '../files/fingerprints.ts';
import { onDisk } from '../files/disks.ts';
import { nameKey } from './claims.ts';
import { outputFingerprint } from '../memory/unchanged.ts';

/** One result of an earlier attempt, as it was left. */
export interface KeptOutput {
  readonly output: Output;
  readonly fingerprint: string;
}

/** What an earlier attempt of the same task left, checked again. */
export interface EarlierOutputs {
  /** By place in the recipe: these stay and are not made again. */
  readonly kept: ReadonlyMap<number, KeptOutput>;
  /** The fingerprints, by path, of results of a source that changed since: nobody touched them, so they may be replaced. */
  readonly replaceable: ReadonlyMap<string, string>;
  /** Results that somebody removed: their names may be taken again. */
  readonly gone: readonly string[];
  /** What stands if this attempt makes nothing; null for nothing. */
  readonly partly: PartlyMade | null;
}

interface Looked extends KeptOutput {
  /** What it is now; null when it is gone. */
  readonly now: string | null;
}

async function look({ outputs, fingerprints }: PartlyMade): Promise<Looked[]> {
  const now = await Promise.all(outputs.map(({ path }) => outputFingerprint(path)));
  return outputs.map((output, at) => ({
    output,
    fingerprint: fingerprints?.outputs[at] ?? '',
    now: now[at] ?? null,
  }));
}

function partlyOf(standing: readonly Looked[], source: string, recipe: Recipe): PartlyMade | null {
  if (standing.length === 0) return null;
  const names = new Set(standing.map(({ output }) => output.name));
  return {
    outputs: standing.map(({ output }) => output),
    failedOutputs: recipe.outputs.map(({ name }) => name).filter((name) => !names.has(name)),
    fingerprints: { source, outputs: standing.map(({ fingerprint }) => fingerprint) },
  };
}

/** Null when there is nothing of an earlier attempt. `sourceFingerprint` is the source's fingerprint now. */
export async function findEarlier(
  task: Task,
  recipe: Recipe,
  sourceFingerprint: string | null,
): Promise<EarlierOutputs | null> {
  const partly = 'partly' in task ? task.partly : undefined;
  if (!partly?.fingerprints) return null;
  const { source } = partly.fingerprints;
  const looked = await look(partly);
  const standing = looked.filter(({ fingerprint, now }) => now === fingerprint);
  const isSameSource = source === sourceFingerprint;
  const places = new Map(recipe.outputs.map(({ name }, index) => [name, index]));
  return {
    kept: new Map(
      (isSameSource ? standing : []).flatMap((one) => {
        const place = places.get(one.output.name);
        return place === undefined ? [] : [[place, one] as const];
      }),
    ),
    replaceable: new Map(
      (isSameSource ? [] : standing).map(({ output, fingerprint }) => [output.path, fingerprint]),
    ),
    gone: looked.filter(({ now }) => now === null).map(({ output }) => output.path),
    partly: partlyOf(standing, source, recipe),
  };
}

/** The claim of a name that was written; null when its folder is gone. */
export async function keyOfPath(path: string): Promise<string | null> {
  const facts = await onDisk('stat', dirname(path)).catch(() => null);
  return facts && nameKey(identityOf(facts), basename(path));
}

/** `known` if both paths name the same entry of a folder, as a case-insensitive disk allows; else `path`. */
export async function pathOfSameEntry(known: string, path: string): Promise<string> {
  const [one, other] = [await keyOfPath(known), await keyOfPath(path)];
  return one !== null && one === other ? known : path;
}
