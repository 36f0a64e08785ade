// node scripts/release/prepare-draft.js v1.2.3 folder: looks whether every kind of package of a release is in the folder, writes their
// checksums there, and prints what the changelog says of the version. Needs no packages of npm's.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.js';
import { releaseWords } from './changelog.js';
import { writeChecksums } from './checksums.js';

const endings = ['.deb', '.rpm', '.AppImage', '.tar.gz', '.dmg', '.zip', '.exe', '.tgz'];

const [tag = '', folder = ''] = process.argv.slice(2);
const version = tag.replace(/^v/, '');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const words = releaseWords(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version);
const names = readdirSync(folder);
const missing = endings.filter((ending) => !names.some((name) => name.endsWith(ending)));
const problems = [
  manifest.version === version ? [] : [`package.json says ${manifest.version}, the tag ${tag}.`],
  words ? [] : [`CHANGELOG.md says nothing of ${version}.`],
  missing.length === 0 ? [] : [`No package ends in ${missing.join(', ')}.`],
].flat();
if (problems.length > 0) {
  console.error(`No draft of ${tag}: ${problems.join(' ')}`);
  process.exit(1);
}
await writeChecksums(folder);
console.log(words);
