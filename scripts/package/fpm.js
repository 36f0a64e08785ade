#!/usr/bin/env node
// Makes a .deb or an .rpm from the command line that electron-builder gives to fpm, with the system's own dpkg-deb and rpmbuild: fpm
// itself is a download of 20 MB from a host that builds on a closed network cannot reach. Only what that command line holds is known.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sourceDate } from './folders.js';
import { layOut } from './fpm/lay-out.js';
import { makeDeb } from './fpm/make-deb.js';
import { makeRpm } from './fpm/make-rpm.js';

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
    'rpm-os': text,
    'rpm-compression': text,
    'rpm-summary': text,
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

const all = (name) => [values[name] ?? []].flat().map(String);
const maybe = (name) => all(name).join(', ');
const given = (name) => {
  const value = maybe(name);
  if (value === '') throw new Error(`electron-builder gave no ${name}.`);
  return value;
};

const makers = { deb: makeDeb, rpm: makeRpm };
const kind = given('t');
const make = makers[kind];
if (make === undefined) throw new Error(`Only .deb and .rpm are made here, not ${kind}.`);

const said = {
  file: given('package'),
  name: given('name'),
  version: given('version'),
  architecture: given('architecture'),
  licence: given('license'),
  vendor: given('vendor'),
  maintainer: given('maintainer'),
  url: given('url'),
  summary: maybe('rpm-summary'),
  description: given('description'),
  category: maybe('category'),
  priority: maybe('deb-priority'),
  depends: all('d'),
  recommends: all('deb-recommends'),
  compression: given(`${kind}-compression`),
  afterInstall: given('after-install'),
  afterRemove: given('after-remove'),
  // Equal contents give equal files.
  date: sourceDate(),
};
// Ctrl-C ends the program that packs, too; what is half-made is then removed below.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => process.exit(1));
const root = mkdtempSync(join(tmpdir(), 'thumbline-root-'));
try {
  layOut(root, positionals, said.date);
  const { status, stderr, error } = make(root, said);
  if (status !== 0) {
    rmSync(said.file, { force: true });
    throw error ?? new Error(stderr);
  }
  console.log(`${said.file}: ${statSync(said.file).size} bytes`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
