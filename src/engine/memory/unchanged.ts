import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { folded } from '../../shared/paths/safe-segment.ts';
import { isForDesktop } from '../../shared/task/desktop-thumbnails.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { toNative } from '../files/paths.ts';
import type { FileFingerprint, ResultMemory } from '../ports.ts';
import { realFolder } from '../files/file-identity.ts';

/** For engines that never meet a source again, and where nothing can be kept. */
export const noMemory: ResultMemory = {
  recall: () => null,
  outputsOf: () => [],
  remember: () => undefined,
  noteWritten: () => undefined,
  writtenFingerprint: () => null,
  hasFocalPoints: false,
  focalPoint: () => null,
  saveFocalPoint: () => undefined,
};

const hashes = new WeakMap<Recipe, string>();

/** The same for recipes that make the same files; what happens when one is there does not count. */
export function recipeHash(recipe: Recipe): string {
  const known = hashes.get(recipe);
  if (known !== undefined) return known;
  const { conflict: _conflict, ...made } = recipe;
  const hash = createHash('sha256').update(JSON.stringify(made)).digest('hex');
  hashes.set(recipe, hash);
  return hash;
}

export const skipsUnchanged = ({ conflict }: Recipe) => conflict === 'skip-unchanged';

/** Changes whenever the file does, as far as the file system tells; null when nothing is there. */
async function fingerprintOf(path: string, isSource: boolean): Promise<string | null> {
  const facts = await stat(toNative(path), { bigint: true }).catch(() => null);
  if (!facts) return null;
  const { dev, ino, size, mtimeNs } = facts;
  return isSource ? `${dev}:${ino}:${size}:${mtimeNs}` : `${size}:${mtimeNs}`;
}

export const sourceFingerprint = (path: string) => fingerprintOf(path, true);
export const outputFingerprint = (path: string) => fingerprintOf(path, false);

async function isAsLeft({ path, stamp }: FileFingerprint): Promise<boolean> {
  return (await outputFingerprint(path)) === stamp;
}

async function areAsLeft(outputs: readonly FileFingerprint[]): Promise<boolean> {
  const kept = await Promise.all(outputs.map(isAsLeft));
  return outputs.length > 0 && kept.every(Boolean);
}

/** A source as it was before it was read; `stamp` is null when it was not there. */
export interface SourceState {
  readonly path: string;
  readonly stamp: string | null;
}

export interface NewResult {
  readonly recipe: Recipe;
  /** Null when nobody asked for it: then only size, time and inode can tell that the source is the same. */
  readonly contentHash: string | null;
  readonly outputPaths: readonly string[];
  /** False when other outputs could not be made: what there is is known again, and the rest is tried again. */
  readonly isWhole: boolean;
}

async function stampedFiles(paths: readonly string[]): Promise<FileFingerprint[]> {
  const stamps = await Promise.all(paths.map(outputFingerprint));
  return paths.flatMap((path, at) => {
    const stamp = stamps[at];
    return stamp ? [{ path, stamp }] : [];
  });
}

/** What took the place of its source is the picture itself from now on, and no result. */
async function noteWritten(
  memory: ResultMemory,
  sourcePath: string,
  outputs: readonly FileFingerprint[],
): Promise<void> {
  const others = outputs.filter(({ path }) => folded(path) !== folded(sourcePath));
  const real = others.map(async ({ path, stamp }) => ({
    path: join(await realFolder(dirname(path)), basename(path)),
    stamp,
  }));
  if (real.length > 0) memory.noteWritten(sourcePath, await Promise.all(real));
}

/** Takes down what a recipe made of a source: for those who ask whether it changed, and to know the results again. */
export async function rememberResult(
  memory: ResultMemory,
  { path, stamp }: SourceState,
  { recipe, contentHash, outputPaths, isWhole }: NewResult,
): Promise<void> {
  if (memory === noMemory) return;
  const outputs = await stampedFiles(outputPaths);
  await noteWritten(memory, path, outputs);
  if (stamp === null || !isWhole) return;
  memory.remember({
    sourcePath: path,
    recipeHash: recipeHash(recipe),
    stamp,
    contentHash,
    outputs,
  });
}

/** What is known of one source and recipe before it is read. */
export interface UnchangedCheck {
  /** True when size, time and inode of source and results are as they were: nothing needs to be read. */
  readonly isUnchanged: boolean;
  /** True when the bytes are the same although the file's facts are not; remembered from then on. */
  hasSameContent(contentHash: string): boolean;
}

export async function checkUnchanged(
  memory: ResultMemory,
  { path, stamp }: SourceState,
  recipe: Recipe,
): Promise<UnchangedCheck> {
  const known = memory.recall(path, recipeHash(recipe));
  const isLeft = known !== null && (await areAsLeft(known.outputs));
  const tellsTime = isForDesktop(recipe);
  return {
    isUnchanged: isLeft && stamp !== null && known.stamp === stamp,
    hasSameContent(contentHash) {
      // The desktop takes no thumbnail that tells another time of change than the source has.
      if (!isLeft || tellsTime || known.contentHash !== contentHash) return false;
      if (stamp !== null) memory.remember({ ...known, stamp });
      return true;
    },
  };
}

/** Results of earlier runs of this source that nobody touched since: they may be replaced. */
export async function ownPaths(memory: ResultMemory, sourcePath: string): Promise<Set<string>> {
  const outputs = memory.outputsOf(sourcePath);
  const kept = await Promise.all(outputs.map(isAsLeft));
  return new Set(outputs.filter((_, at) => kept[at]).map(({ path }) => path));
}
