import { dirname, resolve } from 'node:path';
import { filterPaths, isInside } from '../../engine/files/index.ts';
import { type Problem, refuse } from '../../shared/ipc/answers.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Destination } from '../../shared/task/recipe.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';

/** What only a person can allow, asked in a dialog of main's own. */
export type GrantQuestion =
  | { readonly kind: 'sources'; readonly paths: readonly string[] }
  | { readonly kind: 'destination'; readonly path: string };

export interface GrantParts {
  /** Paths that Chromium's browser process said were dropped, pasted or chosen, and what a person allows; until the app ends. */
  readonly given: Set<string>;
  readonly ask: (question: GrantQuestion) => Promise<boolean>;
  /** Folders in which a person allowed results, over the app's starts. */
  readonly destinations: {
    readonly read: () => readonly string[];
    readonly replace: (folders: readonly string[]) => void;
  };
}

/**
 * What the page may have read and written. The page and its preload may be taken over, so a path that comes from there is
 * only a wish: it counts if main has seen a person give it, and otherwise the person is asked.
 */
export interface Grants {
  readonly allowSources: (paths: readonly string[]) => Promise<Result<void, Problem>>;
  /** A person chose this folder in a dialog of main's. */
  readonly chooseDestination: (folder: string) => void;
  readonly allowDestination: (destination: Destination) => Promise<Result<void, Problem>>;
}

/** After so many, a page that goes on asking only wants to wear the person down. */
const mostRefusals = 3;
/** The oldest ones are asked about again. */
const mostDestinations = 500;

const notGiven = () => refuse('not-allowed', desktopWords('nothingAddedDropFilesWindow'));
const notAllowedThere = () =>
  refuse('not-allowed', desktopWords('nothingAddedChooseDestinationAgain'));

/** `..` after a link leads elsewhere than it reads: such a path is inside nothing. */
const isPlain = (path: string) => resolve(path) === path;

function isBelowAny(path: string, given: ReadonlySet<string>): boolean {
  if (given.has(path)) return true;
  if (!isPlain(path)) return false;
  for (let folder = dirname(path), below = path; folder !== below; folder = dirname(folder)) {
    // A share of Windows has a backslash at its end when it is a parent, and none when it is given.
    if (given.has(folder) || given.has(folder.replace(/\\$/, ''))) return true;
    below = folder;
  }
  return false;
}

export function createGrants({ given, ask, destinations }: GrantParts): Grants {
  let isAsking = false;
  let refusals = 0;

  /** One question at a time; a second one is refused, so that nobody answers what they did not read. */
  async function allows(question: GrantQuestion): Promise<boolean> {
    if (isAsking || refusals >= mostRefusals) return false;
    isAsking = true;
    try {
      const isAllowed = await ask(question);
      if (!isAllowed) refusals += 1;
      return isAllowed;
    } finally {
      isAsking = false;
    }
  }

  const isDestination = (path: string) =>
    destinations
      .read()
      .some((folder) => folder === path || (isPlain(path) && isInside(path, folder)));
  const chooseDestination = (folder: string) => {
    if (!isDestination(folder)) {
      destinations.replace([...destinations.read(), folder].slice(-mostDestinations));
    }
  };

  return {
    async allowSources(paths) {
      const unknown = await filterPaths(paths, (path) => !isBelowAny(path, given));
      if (unknown.length === 0) return ok(undefined);
      if (!(await allows({ kind: 'sources', paths: unknown }))) return notGiven();
      for (const path of unknown) given.add(path);
      return ok(undefined);
    },
    chooseDestination,
    async allowDestination(destination) {
      if (destination.kind !== 'folder' || isDestination(destination.path)) return ok(undefined);
      const { path } = destination;
      if (!(await allows({ kind: 'destination', path }))) return notAllowedThere();
      chooseDestination(path);
      return ok(undefined);
    },
  };
}
