// Whether Chromium can build its sandbox here. Packages bring what it needs; a checkout depends on the system.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const setuid = 0o4000;

/** The helper beside Electron that makes the sandbox with root's rights, where an administrator set it up. */
function hasHelper(electronPath) {
  const helper = join(dirname(electronPath), 'chrome-sandbox');
  const facts = statSync(helper, { throwIfNoEntry: false });
  return facts !== undefined && facts.uid === 0 && (facts.mode & setuid) !== 0;
}

/** Tries the namespaces that Chromium's sandbox is made of: containers, chroots, AppArmor and sysctls may all forbid them. */
export function canMakeNamespaces(environment = process.env) {
  const words = ['--user', '--map-root-user', '--pid', '--net', '--fork', 'true'];
  const { status, error } = spawnSync('unshare', words, { stdio: 'ignore', env: environment });
  // Without the program nothing is known, and Chromium says itself what it misses.
  return error !== undefined || status === 0;
}

/** One plain sentence why it cannot, or null when it can. */
export function whyNoSandbox(electronPath) {
  if (process.platform !== 'linux') return null;
  if (process.getuid?.() === 0) return 'Running as root, so Chromium starts without its sandbox.';
  return hasHelper(electronPath) || canMakeNamespaces()
    ? null
    : 'This system keeps programs from making a sandbox, so Chromium starts without its own.';
}
