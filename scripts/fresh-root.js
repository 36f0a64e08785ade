// npm run test:fresh-root: installs the .deb in release/ in a Debian that has nothing else, uses it as an ordinary user with Chromium's
// sandbox on, lets an upgrade fail and succeed, and purges it. Needs root, debootstrap, Xvfb and a mirror of Debian; takes minutes.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkInside } from './fresh-root/check-inside.js';
import { writeNewerDeb } from './fresh-root/newer-deb.js';
import { seconds } from './fresh-root/root-system.js';
import { installWords, onPath } from './install-words.js';
import { release } from './package/folders.js';
import { startXvfb } from './xvfb.js';

const suite = 'bookworm';
const programs = { debootstrap: 'debootstrap', Xvfb: 'xvfb', unshare: 'util-linux' };

function refuse(words) {
  console.error(words);
  process.exit(1);
}

function requireAll() {
  if (process.platform !== 'linux')
    refuse('npm run test:fresh-root needs Linux; this is another system.');
  if (process.getuid?.() !== 0)
    refuse('npm run test:fresh-root needs root, to make a system of its own: run it with sudo.');
  const missing = Object.keys(programs).filter((name) => !onPath(name));
  if (missing.length > 0) {
    refuse(
      `Not here: ${missing.join(', ')}. ${installWords(missing.map((name) => programs[name]))}`,
    );
  }
  const name = readdirSync(release, { withFileTypes: true }).find((entry) =>
    entry.name.endsWith('.deb'),
  )?.name;
  if (name === undefined) refuse('There is no .deb in release/: npm run package -- deb makes it.');
  return join(release, String(name));
}

function makeRoot(root) {
  const words = ['--variant=minbase', '--include=ca-certificates', suite, root];
  const { status, stdout } = spawnSync('debootstrap', words, { encoding: 'utf8' });
  if (status !== 0)
    refuse(`debootstrap could not make a Debian: ${stdout.trim().split('\n').at(-1)}`);
}

/** Runs this script again with mounts and processes of its own: both are gone when it ends, however it does. */
function runApart(root, deb) {
  const apart = ['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child'];
  const again = [process.execPath, import.meta.filename, '--inside', root, deb];
  const { status } = spawnSync('unshare', [...apart, ...again], { stdio: 'inherit' });
  return status ?? 1;
}

if (process.argv[2] === '--inside') {
  const [root = '', deb = ''] = process.argv.slice(3);
  const { display, close } = await startXvfb();
  await checkInside({ root, deb, display });
  close();
  process.exit(0);
}
const deb = requireAll();
const root = mkdtempSync('/var/tmp/thumbline-root-');
// An ordinary user walks it.
chmodSync(root, 0o755);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.once(signal, () => process.exit(1));
process.once('exit', () => rmSync(root, { recursive: true, force: true }));
const started = Date.now();
makeRoot(root);
console.log(
  `Debian ${readFileSync(join(root, 'etc/debian_version'), 'utf8').trim()} by debootstrap (${seconds(started)})`,
);
writeNewerDeb(deb, join(root, 'newer.deb'));
process.exitCode = runApart(root, deb);
