// Whether Chromium can build its sandbox here. Packages bring what it needs; a checkout depends on the system.
import { existsSync, readFileSync } from 'node:fs';

function isSet(path, value) {
  return existsSync(path) && readFileSync(path, 'utf8').trim() === value;
}

/** One plain sentence why it cannot, or null when it can. */
export function whyNoSandbox() {
  if (process.platform !== 'linux') return null;
  if (process.getuid() === 0) return 'Running as root, so Chromium starts without its sandbox.';
  const isRestricted =
    isSet('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1') ||
    isSet('/proc/sys/kernel/unprivileged_userns_clone', '0');
  return isRestricted
    ? 'This system keeps programs from making a sandbox, so Chromium starts without its own.'
    : null;
}
