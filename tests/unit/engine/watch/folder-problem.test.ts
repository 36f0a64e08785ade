import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderProblem } from '../../../../src/engine/watch/folder-problem.ts';
import { defaultPreset } from '../../../../src/shared/task/preset.ts';
import type { Recipe } from '../../../../src/shared/task/recipe.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const { recipe } = defaultPreset;
const into = (path: string): Recipe => ({
  ...recipe,
  destination: { kind: 'folder', path, mirrorsTree: true },
});

function folders() {
  const top = tempFolder();
  mkdirSync(join(top, 'in', 'sub'), { recursive: true });
  mkdirSync(join(top, 'out'));
  writeFileSync(join(top, 'file'), '');
  symlinkSync('loop', join(top, 'loop'));
  symlinkSync('out', join(top, 'link'));
  symlinkSync('in', join(top, 'other'));
  return (name: string) => join(top, name);
}

test('a folder that cannot be watched is told from others', async () => {
  const at = folders();
  const problem = (name: string, made: Recipe = recipe) =>
    folderProblem({ path: at(name), includesSubfolders: true, recipe: made }, []);
  expect(await problem('in')).toBeNull();
  expect(await problem('in', into(at('out')))).toBeNull();
  // A folder of results in a watched one is left out.
  expect(await problem('in', into(at('in/sub')))).toBeNull();
  expect(await problem('file')).toBe('not-a-folder');
  expect(await problem('nothing')).toBe('away');
  expect(await problem('loop')).toBe('link-to-itself');
  expect(await problem('link', into(at('out')))).toBe('is-destination');
  expect(await problem('in/sub', into(at('in')))).toBe('is-destination');
  expect(await problem('in', { ...recipe, conflict: 'overwrite', replacesSource: true })).toBe(
    'replaces-source',
  );
});

test('two folders are not watched one inside the other', async () => {
  const at = folders();
  const beside = (name: string, other: string, hasSubfolders: readonly [boolean, boolean]) =>
    folderProblem({ path: at(name), includesSubfolders: hasSubfolders[0], recipe }, [
      { path: at(other), includesSubfolders: hasSubfolders[1] },
    ]);
  expect(await beside('other', 'in', [true, true])).toBe('watched-already');
  expect(await beside('in/sub', 'other', [true, true])).toBe('inside-watched');
  expect(await beside('in/sub', 'in', [true, false])).toBeNull();
  expect(await beside('in', 'in/sub', [true, true])).toBe('around-watched');
  expect(await beside('in', 'in/sub', [false, true])).toBeNull();
  expect(await beside('in', 'out', [true, true])).toBeNull();
});
