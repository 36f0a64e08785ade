// The files in which the version stands, as they are after a release.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withRelease } from './changelog.js';

const inManifest = (text, { version }) =>
  text.replace(/^( {2}"version": ")[^"]*/m, (_all, before) => `${before}${version}`);

function inLock(text, { version }) {
  const lock = JSON.parse(text);
  const [, own] = Object.entries(lock.packages).find(([place]) => place === '') ?? [];
  lock.version = version;
  Object.assign(own ?? {}, { version });
  return `${JSON.stringify(lock, null, 2)}\n`;
}

const inPlaceholder = (text, { version }) =>
  text.replaceAll(/\bThumbline \d+\.\d+\.\d+/g, `Thumbline ${version}`);

/** Where it stands. Packages take theirs from package.json when they are made; README and docs name files by `*`. */
export const versionPlaces = {
  'package.json': inManifest,
  'package-lock.json': inLock,
  '.github/ISSUE_TEMPLATE/problem.yml': inPlaceholder,
  'CHANGELOG.md': withRelease,
};

/** New texts by path. */
export function releaseTexts(root, facts) {
  return Object.fromEntries(
    Object.entries(versionPlaces).map(([path, write]) => [
      path,
      write(readFileSync(join(root, path), 'utf8'), facts),
    ]),
  );
}
