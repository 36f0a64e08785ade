#!/usr/bin/env node
// Makes a .deb from the command line that electron-builder gives to fpm, with Debian's own dpkg-deb: fpm itself is a
// download of 20 MB from a host that builds on a closed network cannot reach. Only what that command line holds is known.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { sizeOf } from './sizes.js';

/** @type {import('node:util').ParseArgsOptionDescriptor} */
const text = { type: 'string' };
/** @type {import('node:util').ParseArgsOptionDescriptor} */
const list = { type: 'string', multiple: true };

/** What electron-builder says, and nothing else: an option that is not known here ends with an error. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    force: { type: 'boolean' },
    d: { ...list, short: 'd' },
    'deb-recommends': list,
    'deb-compression': text,
    'deb-priority': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    category: text,
    license: text,
  },
});

const given = (name) => {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`electron-builder gave no ${name}.`);
  return value;
};

/** Every line after the first begins with a space, and an empty one is a dot. */
const indented = (words) => {
  const [first = '', ...more] = words.trim().split('\n');
  return [first, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n');
};

/** Copies each `from=to`; a `from` that ends in a slash gives what is in it. Everybody may read what is installed. */
function layOut(root) {
  for (const pair of positionals) {
    const at = pair.lastIndexOf('=');
    const to = join(root, pair.slice(at + 1));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(pair.slice(0, at), to, { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['', ...readdirSync(root, { recursive: true, encoding: 'utf8' })]) {
    const path = join(root, name);
    const facts = lstatSync(path);
    if (facts.isSymbolicLink()) continue;
    chmodSync(path, facts.isDirectory() || (facts.mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}

function sums(root) {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => lstatSync(join(root, name)).isFile())
    .toSorted()
    .map((name) => {
      const sum = createHash('md5').update(readFileSync(join(root, name)));
      return `${sum.digest('hex')}  ${name}\n`;
    })
    .join('');
}

function control(root) {
  const joined = (name) => [values[name] ?? []].flat().join(', ');
  const fields = {
    Package: given('name'),
    Version: given('version'),
    License: joined('license'),
    Vendor: joined('vendor'),
    Architecture: given('architecture'),
    Maintainer: given('maintainer'),
    'Installed-Size': String(Math.ceil(sizeOf(root) / 1024)),
    Depends: joined('d'),
    Recommends: joined('deb-recommends'),
    Section: joined('category') || 'graphics',
    Priority: joined('deb-priority') || 'optional',
    Homepage: given('url'),
    Description: indented(given('description')),
  };
  return Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

function writeScripts(folder) {
  const scripts = { postinst: values['after-install'], postrm: values['after-remove'] };
  for (const [name, source] of Object.entries(scripts)) {
    if (typeof source === 'string' && existsSync(source)) {
      cpSync(source, join(folder, name));
      chmodSync(join(folder, name), 0o755);
    }
  }
}

if (given('t') !== 'deb') {
  console.error(`Only .deb is made without fpm, not ${given('t')}.`);
  process.exit(1);
}
/** dpkg-deb has longer names for some. */
const compressors = { gz: 'gzip' };
const compression = given('deb-compression');
const root = mkdtempSync(join(tmpdir(), 'thumbline-deb-'));
try {
  layOut(root);
  const texts = { control: control(root), md5sums: sums(root) };
  const folder = join(root, 'DEBIAN');
  mkdirSync(folder);
  for (const [name, words] of Object.entries(texts)) writeFileSync(join(folder, name), words);
  writeScripts(folder);
  const { status, stderr } = spawnSync(
    'dpkg-deb',
    [
      '--root-owner-group',
      `-Z${compressors[compression] ?? compression}`,
      '--build',
      root,
      given('package'),
    ],
    {
      encoding: 'utf8',
      // Equal contents give equal files.
      env: { ...process.env, SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? '1767225600' },
    },
  );
  if (status !== 0) throw new Error(stderr);
  console.log(`${given('package')}: ${statSync(given('package')).size} bytes`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
