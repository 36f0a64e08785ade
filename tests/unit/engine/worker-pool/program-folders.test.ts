import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { isInside } from '../../../../src/engine/files/paths.ts';
import { programFolders } from '../../../../src/engine/worker-pool/sandbox/program-folders.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

afterEach(() => vi.unstubAllEnvs());

function makeFolder(...parts: readonly string[]): string {
  const folder = join(...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function link(from: string, to: string): void {
  makeFolder(dirname(from));
  symlinkSync(to, from);
}

/** A program that asks for the package `lib`, which is a link to `to`. */
function programWith(folder: string, to: string): string {
  const app = makeFolder(folder, 'app');
  writeFileSync(join(app, 'package.json'), JSON.stringify({ dependencies: { lib: '1' } }));
  link(join(app, 'node_modules', 'lib'), to);
  return join(makeFolder(app, 'out'), 'worker.js');
}

test.skipIf(process.platform === 'win32')(
  'a package that is a link to the person’s own folder shows nothing of that, also where its usual name is a link',
  () => {
    const folder = realpathSync(tempFolder());
    const home = makeFolder(folder, 'disk', 'home');
    link(join(folder, 'home'), home);
    vi.stubEnv('HOME', join(folder, 'home'));

    const { paths } = programFolders(programWith(folder, home));

    expect(paths).not.toContain(home);
    expect(paths).toContain(join(folder, 'app', 'node_modules'));
  },
);

test('a link that comes with a folder is not made once more', () => {
  const folder = realpathSync(tempFolder());
  const real = makeFolder(folder, 'lib');
  writeFileSync(join(real, 'package.json'), '{}');
  const between = join(folder, 'app', 'node_modules', '.store', 'lib');
  link(between, real);
  const worker = programWith(folder, between);

  expect([...programFolders(worker).links]).toEqual([]);
  expect(programFolders(worker).paths).toContain(join(real, 'package.json'));
});

/** What of the folder of a linked package is shown, by the names in it. */
function shownOf(told: object): string[] {
  const folder = realpathSync(tempFolder());
  const real = makeFolder(folder, 'lib');
  writeFileSync(join(real, 'package.json'), JSON.stringify(told));
  for (const name of ['.env', '.npmrc', 'index.js', 'start.cjs', 'notes.txt'])
    writeFileSync(join(real, name), '');
  for (const name of ['.git', 'dist', 'node_modules', 'private']) makeFolder(real, name);
  const { paths } = programFolders(programWith(folder, real));
  const shown = paths.filter((path) => isInside(path, real)).map((path) => relative(real, path));
  return [...new Set(shown)].sort();
}

test('of a linked package decoders see what it ships, not the settings of whoever works on it', () => {
  const always = ['node_modules', 'package.json'];
  expect(shownOf({ files: ['dist'], main: './start' })).toEqual([
    'dist',
    'node_modules',
    'package.json',
    'start.cjs',
  ]);
  expect(shownOf({ files: ['/dist/**/*.js'], exports: { '.': { import: './index.js' } } })).toEqual(
    ['dist', 'index.js', ...always],
  );
  const unhidden = ['dist', 'index.js', ...always, 'private', 'start.cjs', 'notes.txt'].sort();
  expect(shownOf({})).toEqual(unhidden);
  expect(shownOf({ files: ['*'] })).toEqual(unhidden);
});
