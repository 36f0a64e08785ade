import { basename, dirname, join, sep } from 'node:path';
import { setImmediate as laterTurn } from 'node:timers/promises';
import { isForDesktop } from '../../shared/task/desktop-thumbnails.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { isInside } from '../files/paths.ts';
import { filterPaths } from '../files/filter-paths.ts';
import { outputFingerprint } from '../memory/unchanged.ts';
import type { FoundFile, ResultMemory } from '../ports.ts';
import { realFolder } from '../files/file-identity.ts';

/** Looked up this many at a time: about 5 ms. */
const lookedUpAtOnce = 500;

/** What a person named: sources, and perhaps results of earlier runs among them, as `*` names both. */
export interface NamedPaths {
  readonly files: readonly FoundFile[];
  readonly folders: readonly string[];
}

/** `results` carry that they are skipped; a retry makes thumbnails of them all the same. */
export interface Sifted {
  readonly sources: readonly FoundFile[];
  readonly results: readonly FoundFile[];
}

/** Tells results of earlier runs from sources. */
export interface ResultSieve {
  /**
   * Answers without waiting: files nothing is known of are sources, the others need a closer look. Those that are known to
   * be unchanged are not looked up again.
   */
  split(files: readonly FoundFile[]): {
    readonly sources: readonly FoundFile[];
    readonly doubtful: readonly FoundFile[];
  };
  /** A result that somebody changed since it was written is a source again. */
  look(doubtful: readonly FoundFile[]): Promise<Sifted>;
}

/** For those who ask for thumbnails of results. */
export const takesEverything: ResultSieve = {
  split: (files) => ({ sources: files, doubtful: [] }),
  look: (doubtful) => Promise.resolve({ sources: doubtful, results: [] }),
};

/** The folders of named files. */
async function homesOf(files: readonly FoundFile[]): Promise<Set<string>> {
  const homes = new Set<string>();
  for (const [index, { path }] of files.entries()) {
    if (index % lookedUpAtOnce === lookedUpAtOnce - 1) await laterTurn();
    homes.add(dirname(path));
  }
  return homes;
}

/** Folders that hold results of what was named, if there are any: known without a history. */
function resultFolders(
  { destination }: Recipe,
  fileHomes: ReadonlySet<string>,
  folders: readonly string[],
): string[] {
  if (destination.kind === 'beside') {
    const { folderName } = destination;
    if (folderName === '') return [];
    return [...fileHomes, ...folders].map((home) => join(home, folderName));
  }
  if (destination.kind !== 'folder') return [];
  const { path } = destination;
  const holdsSources = [...fileHomes].some((home) => isInside(path, home) && !isInside(home, path));
  return holdsSources ? [path] : [];
}

/** Whether a path lies in one of the folders. Fast for many paths, however many folders there are. */
function createInsideCheck(folders: readonly string[]): (path: string) => boolean {
  const spellings = new Set(folders.map((folder) => folder.normalize()));
  const answers = new Map<string, boolean>();
  const isFolderInside = (folder: string): boolean => {
    const known = answers.get(folder);
    if (known !== undefined) return known;
    const parent = dirname(folder);
    const answer =
      spellings.has(folder.normalize()) || (parent !== folder && isFolderInside(parent));
    answers.set(folder, answer);
    return answer;
  };
  return (path) => spellings.size > 0 && isFolderInside(dirname(path));
}

/** Paths as the memory keeps them: with the links of their folders resolved. */
async function createRealPaths(homes: Iterable<string>): Promise<(file: FoundFile) => string> {
  const real = new Map<string, string>();
  for (const folder of homes) real.set(folder, await realFolder(folder));
  // A walk enters no links to folders, so what it finds below a root lies in the same place below the real root.
  return ({ path, root }) => {
    const base = root ?? dirname(path);
    return join(real.get(base) ?? base, path.slice(base.length));
  };
}

/**
 * A sieve for one drop. A file counts as a result when the memory knows it as it was left, or when it lies where results
 * go of something else that was named: `thumbline *` names the folder `thumbnails` too. A folder of that name that is named
 * by itself is taken at its word. File managers show thumbnails of every picture, so the desktop's cache takes all.
 */
export async function createResultSieve(
  memory: ResultMemory,
  recipe: Recipe,
  named: NamedPaths,
): Promise<ResultSieve> {
  if (isForDesktop(recipe)) return takesEverything;
  const { files: namedFiles, folders } = named;
  const fileHomes = await homesOf(namedFiles);
  const isAmongResults = createInsideCheck(resultFolders(recipe, fileHomes, folders));
  const realPathOf = await createRealPaths([...fileHomes, ...folders]);
  const fingerprintOf = (file: FoundFile) => memory.writtenFingerprint(realPathOf(file));
  return {
    split(files) {
      const isDoubtful = (file: FoundFile) =>
        isAmongResults(file.path) || (file.skipped === undefined && fingerprintOf(file) !== null);
      const doubtful = files.filter(isDoubtful);
      if (doubtful.length === 0) return { sources: files, doubtful };
      const some = new Set(doubtful);
      return { sources: files.filter((file) => !some.has(file)), doubtful };
    },
    async look(doubtful) {
      const sifted: { sources: FoundFile[]; results: FoundFile[] } = { sources: [], results: [] };
      for (const file of doubtful) {
        const isResult =
          isAmongResults(file.path) || (await outputFingerprint(file.path)) === fingerprintOf(file);
        if (isResult) sifted.results.push({ ...file, skipped: 'own-result' });
        else sifted.sources.push(file);
      }
      return sifted;
    },
  };
}

/**
 * Whether each of these can be told from a result without knowing what else was named: none of them lies in a folder called as that of
 * the results.
 */
export async function canSiftInTurn(
  { destination }: Recipe,
  paths: readonly string[],
): Promise<boolean> {
  if (destination.kind === 'desktop-cache') return true;
  const name = destination.kind === 'beside' ? destination.folderName : basename(destination.path);
  const folder = `${sep}${name}${sep}`.normalize();
  if (name === '') return true;
  const mayBeResults = await filterPaths(paths, (path) => path.normalize().includes(folder));
  return mayBeResults.length === 0;
}

/** Sifts named files and yields to other work in between. */
export async function siftAll(sieve: ResultSieve, files: readonly FoundFile[]): Promise<Sifted> {
  const sifted: { sources: FoundFile[]; results: FoundFile[] } = { sources: [], results: [] };
  for (let at = 0; at < files.length; at += lookedUpAtOnce) {
    if (at > 0) await laterTurn();
    const { sources, doubtful } = sieve.split(files.slice(at, at + lookedUpAtOnce));
    const looked = await sieve.look(doubtful);
    sifted.sources.push(...sources, ...looked.sources);
    sifted.results.push(...looked.results);
  }
  return sifted;
}
