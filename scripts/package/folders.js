// Where packages are made, and from which day their files are.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.js';

export const release = join(root, 'release');
/** As electron-builder names it. */
export const unpacked = join(
  release,
  process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`,
);

/**
 * The time that files in packages bear: equal sources give equal packages. SOURCE_DATE_EPOCH, else the commit's; without git, a
 * day that stays the same.
 */
export function sourceDate() {
  const words = ['log', '-1', '--format=%ct'];
  const asked = () => spawnSync('git', words, { cwd: root, encoding: 'utf8' }).stdout;
  const seconds = Number(process.env.SOURCE_DATE_EPOCH ?? asked());
  return new Date((seconds > 0 ? seconds : 1_767_225_600) * 1000);
}
