import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
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
  const between = join(folder, 'app', 'node_modules', '.store', 'lib');
  link(between, real);
  const worker = programWith(folder, between);

  expect([...programFolders(worker).links]).toEqual([]);
  expect(programFolders(worker).paths).toContain(real);
});
