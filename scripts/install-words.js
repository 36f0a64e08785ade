// How to install packages on this system, in words.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export function onPath(program) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}

/** Since the change to 64-bit times, newer Debian and Ubuntu call some packages `…t64`. Asked once: apt-cache is slow. */
export function presentNames(names) {
  const newer = names.map((name) => `${name}t64`);
  const { stdout } = spawnSync('apt-cache', ['policy', ...newer], { encoding: 'utf8' });
  const known = (stdout ?? '')
    .split(/^(?=\S)/m)
    .filter((part) => !part.includes('Candidate: (none)'));
  return names.map((name, at) =>
    known.some((part) => part.startsWith(`${newer[at]}:`)) ? newer[at] : name,
  );
}

/** One line: what to run where there is apt-get, what to install elsewhere. */
export function installWords(packages) {
  const names = presentNames(packages).join(' ');
  return onPath('apt-get')
    ? `Run this, then try again: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`
    : `Install what your system calls ${names}, then try again.`;
}
