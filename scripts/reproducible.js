// npm run reproducible -- [targets]: makes the packages of the last commit twice, each in a copy of its own at another place, time zone
// and hour, and names every file inside that differs. Ends with 1 when one does. Linux only, as what it builds.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireNode, toolEnvironment } from './node-runtime.js';
import { differences } from './package/differences.js';
import { git } from './release/git.js';
import { root } from './root.js';

function run({ folder, env = {} }, program, words) {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd: folder,
    encoding: 'utf8',
    env: toolEnvironment(env),
  });
  if (status !== 0) throw error ?? new Error(`${program} ${words[0]}:\n${stdout}${stderr}`);
}

/** The sources of a commit, with the modules and the Electron that are here. */
function copyTo(place, commit) {
  git(root, 'clone', '--quiet', '--no-local', '--no-checkout', root, place);
  git(place, 'checkout', '--quiet', '--detach', commit);
  // Vite follows links to where modules really are, so that they have to lie inside.
  run({ folder: root }, 'cp', ['-a', 'node_modules', join(place, 'node_modules')]);
  const electron = join(root, '.cache', 'electron');
  mkdirSync(join(place, '.cache'));
  if (existsSync(electron)) symlinkSync(electron, join(place, '.cache', 'electron'));
}

const targets = process.argv.slice(2);
const commit = git(root, 'rev-parse', 'HEAD');
const scratch = mkdtempSync(join(tmpdir(), 'thumbline-twice-'));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => process.exit(1));
}
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

const builds = [
  { place: join(scratch, 'first'), env: { TZ: 'Pacific/Auckland', LANG: 'C' } },
  { place: join(scratch, 'second', 'elsewhere'), env: { TZ: 'America/Caracas', LANG: 'C.UTF-8' } },
];
for (const { place, env } of builds) {
  console.log(`Making it in ${place} …`);
  copyTo(place, commit);
  run({ folder: place, env }, requireNode(), [join('scripts', 'package.js'), ...targets]);
  // One copy of all modules at a time is enough.
  rmSync(join(place, 'node_modules'), { recursive: true, force: true });
}
const [first, second] = builds.map(({ place }) => join(place, 'release'));
const { compared, differing } = differences(first, second);
for (const line of differing) console.log(`  ${line}`);
console.log(`${compared} files compared, ${differing.length} differ.`);
process.exitCode = differing.length === 0 ? 0 : 1;
