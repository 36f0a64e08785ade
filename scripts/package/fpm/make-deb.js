// A .deb by Debian's dpkg-deb.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sizeOf } from '../sizes.js';
import { pathsBelow } from './lay-out.js';

/** dpkg-deb has longer names for some. */
const compressors = { gz: 'gzip' };

/** Every line after the first begins with a space, and an empty one is a dot. */
const indented = (words) => {
  const [first = '', ...more] = words.trim().split('\n');
  return [first, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n');
};

function sums(root) {
  return pathsBelow(root)
    .filter((name) => lstatSync(join(root, name)).isFile())
    .map((name) => {
      const sum = createHash('md5').update(readFileSync(join(root, name)));
      return `${sum.digest('hex')}  ${name}\n`;
    })
    .join('');
}

function control(root, said) {
  const fields = {
    Package: said.name,
    Version: said.version,
    License: said.licence,
    Vendor: said.vendor,
    Architecture: said.architecture,
    Maintainer: said.maintainer,
    'Installed-Size': String(Math.ceil(sizeOf(root) / 1024)),
    Depends: said.depends.join(', '),
    Recommends: said.recommends.join(', '),
    Section: said.category || 'graphics',
    Priority: said.priority || 'optional',
    Homepage: said.url,
    Description: indented(said.description),
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/** `root` holds the files, and gets the folder `DEBIAN`. */
export function makeDeb(root, said) {
  const texts = { control: control(root, said), md5sums: sums(root) };
  const folder = join(root, 'DEBIAN');
  mkdirSync(folder);
  for (const [name, words] of Object.entries(texts)) writeFileSync(join(folder, name), words);
  const scripts = { postinst: said.afterInstall, postrm: said.afterRemove };
  for (const [name, source] of Object.entries(scripts)) {
    cpSync(source, join(folder, name));
    chmodSync(join(folder, name), 0o755);
  }
  const packed = compressors[said.compression] ?? said.compression;
  const words = ['--root-owner-group', `-Z${packed}`, '--build', root, said.file];
  return spawnSync('dpkg-deb', words, {
    encoding: 'utf8',
    env: { ...process.env, SOURCE_DATE_EPOCH: String(said.date.getTime() / 1000) },
  });
}
