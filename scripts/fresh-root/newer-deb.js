import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const newerVersion = '99.0.0';

function run(program, ...words) {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}

/** The same package under a higher number, without compression: what an upgrade is to the system. */
export function writeNewerDeb(deb, file) {
  const folder = mkdtempSync(join(tmpdir(), 'thumbline-newer-'));
  try {
    run('dpkg-deb', '--raw-extract', deb, folder);
    const control = join(folder, 'DEBIAN', 'control');
    const text = readFileSync(control, 'utf8');
    writeFileSync(control, text.replace(/^Version: .*$/m, `Version: ${newerVersion}`));
    run('dpkg-deb', '--root-owner-group', '-Znone', '--build', folder, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
