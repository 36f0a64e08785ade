// Checks the root's files and every room with its own tsconfig, so that a global a room must not see does not exist there.
// What was found last time is kept in `.cache/types`: only what changed since is checked anew.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folders = [
  '.',
  ...readdirSync('src').map((room) => join('src', room)),
  'tests',
  'bench',
  'scripts',
  join('scripts', 'screenshots'),
  join('scripts', 'recording'),
].filter((folder) => existsSync(join(folder, 'tsconfig.json')));

function check(folder) {
  const known = join('.cache', 'types', `${folder.replaceAll(/[\\/]/g, '-')}.tsbuildinfo`);
  const incremental = ['--incremental', '--tsBuildInfoFile', known];
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', folder, ...incremental], {
    stdio: 'inherit',
  });
  return status === 0;
}

const failed = folders.filter((folder) => !check(folder));
process.exitCode = failed.length === 0 ? 0 : 1;
