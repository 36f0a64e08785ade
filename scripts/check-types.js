// Checks every room with its own tsconfig, so that a global a room must not see does not exist there.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const configs = [
  ...readdirSync('src').map((room) => join('src', room)),
  'tests',
  'bench',
  'scripts/screenshots',
]
  .map((folder) => join(folder, 'tsconfig.json'))
  .filter((path) => existsSync(path));

const failed = configs.filter(
  (config) =>
    spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', config], {
      stdio: 'inherit',
    }).status !== 0,
);
process.exitCode = failed.length === 0 ? 0 : 1;
