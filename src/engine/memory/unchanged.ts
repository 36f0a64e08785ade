import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { folded } from '../../shared/paths/safe-segment.ts';
import { isForDesktop } from '../../shared/task/desktop-thumbnails.ts';
import type { OutputRecipe, Recipe } from '../../shared/task/recipe.ts';
import { withoutMark } from '../marks/marks.ts';
import type { FileFingerprint, RememberedResult, ResultMemory, SourceLook } from '../ports.ts';
import type { ManifestEntry, ManifestPlace, Manifests } from './manifests.ts';
import { clockStepMs, factsAt, factsNow, lookAt, realFolder } from '../files/file-identity.ts';
import {
  fingerprintOf,
  modifiedMsOf,
  modifiedMsOfResult,
  resultFingerprintOf,
} from '../files/fingerprints.ts';

/** Of no source is known before it is tried whether it changed. */
export const unknownYet: ResultMemory['areUnchanged'] = (sources) =>
  Promise.resolve(sources.map(() => false));

/** For engines that never meet a source again, and where nothing can be kept. */
export const noMemory: ResultMemory = {
  recall: () => null,
  areUnchanged: unknownYet,
  outputsOf: () => [],
  remember: () => undefined,
  noteWritten: () => undefined,
  writtenFingerprint: () => null,
  hasFocalPoints: false,
  focalPoint: () => null,
  saveFocalPoint: () => undefined,
  hasTurnings: false,
  turning: () => null,
  saveTurning: () => undefined,
  outdate: () => undefined,
};

function hashOnce(facts: (recipe: Recipe) => object): (recipe: Recipe) => string {
  const hashes = new WeakMap<Recipe, string>();
  return (recipe) => {
    const known = hashes.get(recipe);
    if (known !== undefined) return known;
    const made = JSON.stringify(facts(withoutMark(recipe).recipe));
    const hash = createHash('sha256').update(made).digest('hex');
    hashes.set(recipe, hash);
    return hash;
  };
}

/** Results of before colours could be chosen are sRGB, and those of before a look could be asked for have a fixed quality. */
function outputBy({ colourSpace, looksSame, rounded, ...made }: OutputRecipe) {
  return {
    ...made,
    ...(colourSpace !== 'srgb' && { colourSpace }),
    ...(looksSame && { looksSame }),
    ...(rounded !== null && { rounded }),
  };
}

/**
 * Results of before a field was there are stored under a hash without it: they were made of the first page, as it stands. Those of before the
 * original was kept unless that was switched off said that they do not keep it.
 */
function madeBy(recipe: Recipe) {
  // What is said of a result does not change its file.
  const { conflict: _conflict, placeholders: _said, page, keepsDate, turn, flip, ...made } = recipe;
  const keepsOriginal = made.keepsOriginal ? false : 'never';
  const all = { ...made, keepsOriginal, outputs: made.outputs.map(outputBy) };
  return {
    ...all,
    ...(page !== 1 && { page }),
    ...(keepsDate && { keepsDate }),
    ...(turn !== 0 && { turn }),
    ...(flip && { flip }),
  };
}

/** The same for recipes that make the same files; what happens when one is there does not count. */
export const recipeHash = hashOnce(madeBy);

/** The same without where the files are: a manifest lies beside them, whatever its folder is called now. */
const recipeHashOfManifest = hashOnce((recipe) => {
  const { destination: _destination, ...made } = madeBy(recipe);
  return made;
});

export const skipsUnchanged = ({ conflict }: Recipe) => conflict === 'skip-unchanged';

/** Null when nothing is there. */
export function fingerprintOfSource(facts: BigIntStats | null): string | null {
  return facts && fingerprintOf(facts);
}

export async function sourceFingerprint(path: string): Promise<string | null> {
  return fingerprintOfSource((await lookAt(path)).facts);
}

export async function outputFingerprint(path: string): Promise<string | null> {
  const facts = await factsAt(path).catch(() => null);
  return facts && resultFingerprintOf(facts);
}

async function isAsLeft({ path, fingerprint }: FileFingerprint): Promise<boolean> {
  return (await outputFingerprint(path)) === fingerprint;
}

/** Of a source, by its fingerprint. */
export { modifiedMsOf } from '../files/fingerprints.ts';

/** Whether there are results, and nobody touched them since they were written. */
export async function areAsLeft(outputs: readonly FileFingerprint[]): Promise<boolean> {
  const kept = await Promise.all(outputs.map(isAsLeft));
  return outputs.length > 0 && kept.every(Boolean);
}

/** A source as it was before it was read; `fingerprint` is null when it was not there. */
export interface SourceState {
  readonly path: string;
  readonly fingerprint: string | null;
  /** Null where no manifest lies beside the results. */
  readonly place: ManifestPlace | null;
  /** Of the task that reads it; left out where none does. */
  readonly position?: number;
}

export interface NewResult {
  readonly recipe: Recipe;
  /** Null when nobody asked for it: then only size, time and inode can tell that the source is the same. */
  readonly contentHash: string | null;
  /** As they were left. */
  readonly outputs: readonly FileFingerprint[];
  /** False when other outputs could not be made: what there is is known again, and the rest is tried again. */
  readonly isWhole: boolean;
}

/** What is known of results and sources, here and beside the results. */
export interface KnownResults {
  readonly memory: ResultMemory;
  readonly manifests: Manifests;
}

/** Files as they are now, without those that are gone. */
export async function filesAsLeft(paths: readonly string[]): Promise<FileFingerprint[]> {
  const fingerprints = await Promise.all(paths.map(outputFingerprint));
  return paths.flatMap((path, at) => {
    const fingerprint = fingerprints[at];
    return fingerprint ? [{ path, fingerprint }] : [];
  });
}

const realFile = async (path: string) => join(await realFolder(dirname(path)), basename(path));

/** What took the place of its source is the picture itself from now on, and no result. */
async function filesToKnow(
  sourcePath: string,
  outputs: readonly FileFingerprint[],
): Promise<FileFingerprint[]> {
  const others = outputs.filter(({ path }) => folded(path) !== folded(sourcePath));
  const real = others.map(async ({ path, fingerprint }) => ({
    path: await realFile(path),
    fingerprint,
  }));
  return Promise.all(real);
}

/**
 * What stores what a recipe made of a source: for those who ask whether it changed, and to know the results again. Null
 * where nothing can be kept. Only who skips what is unchanged gets a manifest beside the results.
 */
export async function rememberResult(
  { memory, manifests }: KnownResults,
  { path, fingerprint, place, position }: SourceState,
  { recipe, contentHash, outputs, isWhole }: NewResult,
): Promise<(() => void) | null> {
  const hasManifest = place !== null && contentHash !== null && isWhole && skipsUnchanged(recipe);
  if (memory === noMemory && !hasManifest) return null;
  const written = await filesToKnow(path, outputs);
  return () => {
    if (hasManifest)
      manifests.note(place, { contentHash, recipeHash: recipeHashOfManifest(recipe), outputs });
    if (written.length > 0) memory.noteWritten(written, position);
    if (fingerprint === null || !isWhole) return;
    const result = { sourcePath: path, recipeHash: recipeHash(recipe), fingerprint, contentHash };
    memory.remember({ ...result, outputs }, position);
  };
}

/** What is known of one source and recipe before it is read. */
export interface UnchangedCheck {
  /** True when size, time and inode of source and results are as they were: nothing needs to be read. */
  readonly isUnchanged: boolean;
  /** True when the bytes are the same although the file's facts are not; remembered from then on. */
  hasSameContent(contentHash: string): boolean;
  /** The fingerprints, by path, of results of earlier runs of this source: where nobody touched them since, they may be replaced. */
  readonly ownResults: ReadonlyMap<string, string>;
}

/** Believed only where the memory knows nothing: neither of the source nor of the files. */
async function findInManifest(
  { memory, manifests }: KnownResults,
  place: ManifestPlace | null,
): Promise<ManifestEntry | null> {
  const found = place && (await manifests.find(place));
  const isNew = found?.outputs.every(({ path }) => memory.writtenFingerprint(path) === null);
  return isNew ? found : null;
}

/** Whether results tell the time of change of a source, whose bytes are the same as when they were made. */
function haveDateOf(outputs: readonly FileFingerprint[], source: string | null): boolean {
  if (source === null) return false;
  const dates = outputs.map((output) => modifiedMsOfResult(output.fingerprint));
  return dates.every((date) => Math.abs(date - modifiedMsOf(source)) <= clockStepMs);
}

const byPath = (files: readonly FileFingerprint[]) =>
  new Map(files.map(({ path, fingerprint }) => [path, fingerprint]));

export async function checkUnchanged(
  results: KnownResults,
  { path, fingerprint, place, position }: SourceState,
  recipe: Recipe,
): Promise<UnchangedCheck> {
  const { memory } = results;
  const hash = recipeHash(recipe);
  const outputs = memory.outputsOf(path);
  const found = outputs.length === 0 ? await findInManifest(results, place) : null;
  const isSameRecipe = found?.recipeHash === recipeHashOfManifest(recipe);
  // The time of the source is not told there: only its bytes can say that it is the same.
  const known = isSameRecipe
    ? { ...found, sourcePath: path, recipeHash: hash, fingerprint: '' }
    : memory.recall(path, hash);
  const isLeft = known !== null && (await areAsLeft(known.outputs));
  return {
    isUnchanged: isLeft && fingerprint !== null && known.fingerprint === fingerprint,
    ownResults: byPath(found?.outputs ?? outputs),
    hasSameContent(contentHash) {
      // The desktop takes no thumbnail that tells another time of change than the source has.
      if (!isLeft || isForDesktop(recipe) || known.contentHash !== contentHash) return false;
      if (recipe.keepsDate && !haveDateOf(known.outputs, fingerprint)) return false;
      if (fingerprint !== null) memory.remember({ ...known, fingerprint }, position);
      if (found) memory.noteWritten(found.outputs, position);
      return true;
    },
  };
}

export interface UnchangedQuestion {
  readonly sources: readonly SourceLook[];
  readonly recipeHash: string;
}

function isAsLeftNow({ path, fingerprint }: FileFingerprint): boolean {
  const facts = factsNow(path);
  return facts !== null && resultFingerprintOf(facts) === fingerprint;
}

/** What `areUnchanged` looks up; null for a source that nothing was made of, or that is a result itself. */
export type LookUpResult = (
  names: { readonly path: string; readonly realPath: string },
  recipeHash: string,
) => Pick<RememberedResult, 'fingerprint' | 'outputs'> | null;

/**
 * The rule of `checkUnchanged` for many sources, which are looked up within one call of `together`. Blocks: meant for a
 * thread.
 */
export async function areUnchanged(
  { sources, recipeHash: hash }: UnchangedQuestion,
  lookUp: LookUpResult,
  together: (work: () => boolean[]) => boolean[],
): Promise<boolean[]> {
  const realPaths = await Promise.all(sources.map(({ path }) => realFile(path)));
  const isUnchanged = ({ path, fingerprint }: SourceLook, at: number) => {
    const known = lookUp({ path, realPath: realPaths[at] ?? path }, hash);
    if (known === null || known.outputs.length === 0) return false;
    const fingerprintNow = fingerprint ?? fingerprintOfSource(factsNow(path));
    return known.fingerprint === fingerprintNow && known.outputs.every(isAsLeftNow);
  };
  return together(() => sources.map(isUnchanged));
}
