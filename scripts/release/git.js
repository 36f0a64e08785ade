import { spawnSync } from 'node:child_process';

/** What git prints. Throws git's own words. */
export function git(folder, ...words) {
  const { status, stdout, stderr, error } = spawnSync('git', words, {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status === 0) return stdout.trimEnd();
  throw error ?? new Error(`git ${words[0]}: ${stderr.trim()}`);
}
