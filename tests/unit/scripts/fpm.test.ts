import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const fpm = join(import.meta.dirname, '../../../scripts/package/fpm.js');

/** Stands in for what packs, and is stopped in the middle together with what started it, as by Ctrl-C. */
const stopped = `#!/bin/sh
for file; do :; done
echo half > "$file"
kill -TERM $PPID
kill -TERM $$
`;

test.skipIf(process.platform === 'win32')(
  'a package whose making was stopped leaves neither itself nor its files',
  () => {
    const folder = tempFolder();
    const bin = join(folder, 'bin');
    const temporary = join(folder, 'tmp');
    const files = join(folder, 'files');
    for (const path of [bin, temporary, files]) mkdirSync(path);
    writeFileSync(join(bin, 'dpkg-deb'), stopped);
    chmodSync(join(bin, 'dpkg-deb'), 0o755);
    const script = join(files, 'script');
    writeFileSync(script, '');
    const file = join(folder, 'thumbline.deb');
    const given = '-s dir -t deb --architecture amd64 --deb-compression xz'.split(' ');
    const named = ['--package', file, '--after-install', script, '--after-remove', script];
    const texts = ['name', 'version', 'license', 'vendor', 'maintainer', 'url', 'description'];
    const said = texts.flatMap((name) => [`--${name}`, '1']);
    const { status } = spawnSync(
      process.execPath,
      [fpm, ...given, ...named, ...said, `${files}/=/opt/x`],
      {
        env: {
          ...process.env,
          PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
          TMPDIR: temporary,
        },
      },
    );
    expect(readdirSync(temporary)).toEqual([]);
    expect(existsSync(file)).toBe(false);
    expect(status).toBe(1);
  },
);
