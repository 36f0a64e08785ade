import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const source = new URL('../../../src/cli/runs/keep-compiled.ts', import.meta.url).href;

/** What a program whose entry lies there uses itself, and what it hands on to the workers it starts. */
function foldersOf(entry: string): unknown {
  const script = `
    import { getCompileCacheDir } from 'node:module';
    import { keepCompiled } from ${JSON.stringify(source)};
    keepCompiled(${JSON.stringify(entry)});
    const { NODE_COMPILE_CACHE: shared = null } = process.env;
    console.log(JSON.stringify({ own: getCompileCacheDir() ?? null, shared }));`;
  const { NODE_COMPILE_CACHE: _kept, ...env } = process.env;
  const words = ['--input-type=module', '--eval', script];
  const { stdout } = spawnSync(process.execPath, words, { env, encoding: 'utf8' });
  return JSON.parse(stdout);
}

test('a built program keeps what it compiled beside itself and does not tell its workers', () => {
  const folder = tempFolder();
  expect(foldersOf(join(folder, 'out', 'main', 'cli.js'))).toEqual({
    own: expect.stringContaining(join(folder, 'out', 'compiled')),
    shared: null,
  });
});

test('it starts all the same where nothing can be kept', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'out'), 'no folder');
  expect(foldersOf(join(folder, 'out', 'main', 'cli.js'))).toEqual({ own: null, shared: null });
});

test('from source it keeps that for its workers, too', () => {
  const folder = tempFolder();
  const kept = join(folder, '.cache', 'compiled');
  expect(foldersOf(join(folder, 'src', 'cli', 'index.ts'))).toEqual({
    own: expect.stringContaining(kept),
    shared: kept,
  });
});
