import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const script = new URL('../../../packaging/linux/after-remove.sh', import.meta.url);
const laid = ['opt/Thumbx/thumbx', 'usr/bin/thumbx', 'etc/apparmor.d/thumbx'];

/** What is left of the installed files after the script ran, in a system that is a folder. */
function leftAfter(words: readonly string[]): string[] {
  const root = tempFolder();
  for (const path of laid) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
  const text = readFileSync(script, 'utf8')
    .replaceAll('${executable}', 'thumbx')
    .replaceAll('${sanitizedProductName}', 'Thumbx')
    .replaceAll(/'\/(?=opt|usr|etc)/g, `'${root}/`);
  // No program of this system's is asked but `rm`.
  const rm = `rm() { /bin/rm "$@"; }\n`;
  execFileSync('/bin/sh', ['-c', rm + text, 'after-remove', ...words], { env: { PATH: root } });
  return laid.filter((path) => existsSync(join(root, path)));
}

// dpkg asks the new package's script to undo, too, when the old one's files are back; rpm gives the number of versions left.
test
  .skipIf(process.platform === 'win32')
  .each([
    ['upgrade', '2'],
    ['failed-upgrade', '1'],
    ['abort-upgrade', '1', '2'],
    ['abort-install', '1'],
    ['disappear', 'other', '2'],
    ['1'],
    ['2'],
  ])('an installed app stays whole when its package is asked to %s', (...words) => {
  expect(leftAfter(words)).toEqual(laid);
});

test.skipIf(process.platform === 'win32').each(['remove', 'purge', '0'])(
  'nothing is left of it after %s',
  (word) => {
    expect(leftAfter([word])).toEqual([]);
  },
);
