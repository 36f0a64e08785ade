// Run by `unit/engine/windows-paths`: answers calls, given as JSON on the command line, with their results as JSON.
import { join } from 'node:path';
import { pathFromArgument } from '../../src/engine/files/path-from-argument.ts';
import { isInside } from '../../src/engine/files/paths.ts';
import { manifestPlace, resultFolders, targetsOf } from '../../src/engine/naming/target.ts';
import { createGrants } from '../../src/main/security/grants.ts';
import { placementRequest } from '../unit/engine/naming/placement-request.ts';

type Picture = readonly [source: string, recipe: object, root?: string];

const requestOf = ([source, recipe, root = null]: Picture | readonly [string, object, null?]) =>
  placementRequest(source, recipe, { root });

const calls = {
  isInside,
  pathFromArgument: (argument: string) => pathFromArgument(argument, 'C:\\', 'win32'),
  results: (...picture: Picture) =>
    targetsOf(requestOf(picture)).map(
      (target) => target && join(target.base, ...target.folders, target.fileName),
    ),
  resultFolders: (...picture: Picture) => resultFolders(requestOf(picture)),
  manifestPlace: (...picture: Picture) => manifestPlace(requestOf(picture)),
  /** Those of the paths that a person is asked about, when these were given. */
  notGiven: async (given: readonly string[], paths: readonly string[]) => {
    const asked: string[] = [];
    for (const path of paths) {
      const grants = createGrants({
        given: new Set(given),
        ask: () => Promise.resolve(asked.push(path) < 0),
        destinations: { read: () => [], replace: () => undefined },
      });
      await grants.allowSources([path]);
    }
    return asked;
  },
};

export type WindowsCall = {
  readonly [Name in keyof typeof calls]: readonly [Name, ...Parameters<(typeof calls)[Name]>];
}[keyof typeof calls];

if (process.argv[2] !== undefined) {
  const results: unknown[] = [];
  for (const [name, ...given] of JSON.parse(process.argv[2]) as WindowsCall[]) {
    const call: (...given: never[]) => unknown = calls[name];
    results.push(await Reflect.apply(call, null, given));
  }
  process.stdout.write(JSON.stringify(results));
}
