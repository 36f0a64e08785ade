// A .tar.gz of a folder: equal folders give equal files.
import { spawnSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { sourceDate } from './folders.js';

/** `name` is the folder's name inside. Needs GNU tar and gzip. */
export function packTarball(folder, { name, file }) {
  // Whoever stops it finds no half of one under its name.
  const unfinished = `${file}.unfinished`;
  const { status, stderr } = spawnSync(
    'tar',
    [
      '--create',
      `--file=${unfinished}`,
      '--use-compress-program=gzip -n -6',
      '--sort=name',
      `--mtime=${sourceDate().toISOString()}`,
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '--mode=go=rX,u+rw,a-s',
      `--transform=s,^${basename(folder)},${name},`,
      `--directory=${dirname(folder)}`,
      basename(folder),
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    rmSync(unfinished, { force: true });
    throw new Error(`tar could not make ${file}: ${stderr}`);
  }
  renameSync(unfinished, file);
}
